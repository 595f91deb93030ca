import type { GroupName } from "../../contract/metrics.ts";
import { byColumn } from "./dimension.ts";
import type { EventReader } from "./event-reader.ts";
import { columnsOf } from "./rollups/choose-plan.ts";
import { type Coverage, NO_COVERAGE } from "./rollups/coverage.ts";
import { readCoverage } from "./rollups/read-coverage.ts";
import { chooseSource, type Source, SOURCES, type Want } from "./rollups/sources.ts";
import { coveredQuery, type CoveredRelations, type EventScope } from "./tenant-query.ts";

/** Values that go with a value of a column, and the columns that these are of. */
const LISTS = {
  versions: "agent_version",
  models: "model",
  environments: "environment",
  teams: "team",
  agents: "agent_id",
  providers: "provider",
} as const satisfies Record<string, GroupName | "agent_version">;

/** A list of what goes with a value of a column. */
export type FactList = keyof typeof LISTS;

/** What goes with a value of a column. Times are epoch ms; of each list at most twenty. */
export interface GroupFacts<L extends FactList = FactList> {
  key: string;
  firstAt: number;
  lastAt: number;
  lists: Record<L, string[]>;
}

type Row = Record<string, string[] | string> & { key: string; first_at: string; last_at: string };

/**
 * What goes with each value of a column within a scope: from rollups where these stand for the events, and from events elsewhere.
 * @param sources the rollups that may be used; none of them leaves events alone
 */
export async function readGroupFacts<L extends FactList>(
  reader: EventReader,
  scope: EventScope,
  { group, lists }: { group: GroupName; lists: readonly L[] },
  signal: AbortSignal,
  sources: readonly Source[] = SOURCES,
): Promise<GroupFacts<L>[]> {
  const coverage = sources.length === 0 ? undefined : await readCoverage(reader, scope, [], signal);
  const ask = async (want: Want, some: readonly L[]) => {
    const columns = columnsOf(scope).add(group);
    for (const list of some) columns.add(LISTS[list]);
    const source = coverage && chooseSource(want, columns, sources);
    return await reader.rows(writeQuery(scope, { coverage, source }, group, some), signal);
  };
  // Versions are kept beside agents alone, and there without the times of sessions.
  const versions = lists.filter((list) => list === "versions");
  const others = lists.filter((list) => list !== "versions");
  const [facts, named] = await Promise.all([
    ask("outcomes", others),
    versions.length === 0 ? [] : ask("sums", versions),
  ]);
  const versionsOf = new Map(named.map((row) => [row.key, row["versions"]]));
  return facts.map((row) => ({
    key: row.key,
    firstAt: Number(row.first_at),
    lastAt: Number(row.last_at),
    lists: Object.fromEntries(
      lists.map((list) => [list, (list === "versions" ? versionsOf.get(row.key) : row[list]) ?? []]),
    ) as Record<L, string[]>,
  }));
}

function writeQuery(
  scope: EventScope,
  { coverage = NO_COVERAGE, source }: { coverage: Coverage | undefined; source: Source | undefined },
  group: GroupName,
  lists: readonly FactList[],
) {
  const { sql, params } = byColumn(group);
  const values = lists.map((list) => `toString(${LISTS[list]}) AS of_${list}`);
  const select = (from: string, first: string, last: string) =>
    `SELECT ${[`${sql} AS key`, `${first} AS began_at`, `${last} AS seen_at`, ...values].join(", ")} FROM ${from}`;
  const write = (relations: CoveredRelations) => {
    const ofEvents = (from: string) => select(from, "timestamp", "timestamp");
    if (source === undefined) return ofEvents(relations.events());
    const [first, last] = source.has.includes("outcomes")
      ? ["first_at", "last_at"] as const
      : ["timestamp", "timestamp"] as const;
    const rest = relations.rest();
    const rolled = select(relations.rollup(source), first, last);
    return [rolled, ...(rest === undefined ? [] : [ofEvents(rest)])].join("\nUNION ALL ");
  };
  const collected = lists.map((list) => `arraySort(groupUniqArrayIf(20)(of_${list}, of_${list} != '')) AS ${list}`);
  return coveredQuery<Row>(
    scope,
    coverage,
    (relations) =>
      `SELECT ${
        [
          "key",
          "toUnixTimestamp64Milli(min(began_at)) AS first_at",
          "toUnixTimestamp64Milli(max(seen_at)) AS last_at",
          ...collected,
        ].join(", ")
      }
FROM (${write(relations)}) GROUP BY key`,
    params,
  );
}
