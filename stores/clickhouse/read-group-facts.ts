import type { GroupName } from "../../contract/metrics.ts";
import { byColumn } from "./dimension.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** What goes with a value of a column. Times are epoch ms; of each list at most twenty. */
export interface GroupFacts {
  key: string;
  firstAt: number;
  lastAt: number;
  versions: string[];
  models: string[];
  environments: string[];
  teams: string[];
  agents: string[];
  providers: string[];
}

const LISTS = {
  versions: "agent_version",
  models: "model",
  environments: "environment",
  teams: "team",
  agents: "agent_id",
  providers: "provider",
} as const;

type ListName = keyof typeof LISTS;

/** What goes with each value of a column within a scope. */
export async function readGroupFacts(
  reader: EventReader,
  scope: EventScope,
  group: GroupName,
  signal: AbortSignal,
): Promise<GroupFacts[]> {
  const { sql, params } = byColumn(group);
  const lists = Object.entries(LISTS).map(([name, column]) =>
    `arraySort(groupUniqArrayIf(20)(toString(${column}), ${column} != '')) AS ${name}`
  );
  const query = tenantQuery<Record<ListName, string[]> & { key: string; first_at: string; last_at: string }>(
    scope,
    (events) =>
      `SELECT ${sql} AS key, toUnixTimestamp64Milli(min(timestamp)) AS first_at,
  toUnixTimestamp64Milli(max(timestamp)) AS last_at, ${lists.join(", ")}
FROM ${events} GROUP BY key`,
    params,
  );
  return (await reader.rows(query, signal)).map(({ first_at, last_at, ...facts }) => ({
    ...facts,
    firstAt: Number(first_at),
    lastAt: Number(last_at),
  }));
}
