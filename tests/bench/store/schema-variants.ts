import { median } from "../statistics.ts";
import { type BenchEngine, startBenchEngine } from "./bench-engine.ts";
import { LARGEST_ORG } from "./generate-events.ts";

/** Another way to keep `events`. What is not said is as the product has it. */
interface Variant {
  name: string;
  orderBy?: string;
  /** Changes of columns, before the rows are written. */
  alter?: readonly string[];
  /** Values of columns that are kept in another way. */
  values?: Record<string, string>;
}

const VARIANTS: readonly Variant[] = [
  { name: "as it is: type, then time" },
  { name: "time, then type", orderBy: "org_id, timestamp, event_type, event_id" },
  { name: "hour, type, time", orderBy: "org_id, toStartOfHour(timestamp), event_type, timestamp, event_id" },
  { name: "metadata ZSTD(1)", alter: ["MODIFY COLUMN metadata String CODEC(ZSTD(1))"] },
  { name: "metadata JSON", alter: ["MODIFY COLUMN metadata JSON"] },
  { name: "cost Float64", alter: ["MODIFY COLUMN cost_usd Float64 CODEC(ZSTD(1))"] },
  {
    name: "cost Int64 nano",
    alter: ["MODIFY COLUMN cost_usd Int64 CODEC(T64, ZSTD(1))"],
    values: { cost_usd: "toInt64(cost_usd * 1000000000)" },
  },
  {
    name: "default codecs (LZ4)",
    alter: [
      "timestamp DateTime64(3, 'UTC')",
      "event_id String",
      "received_at DateTime64(3, 'UTC')",
      "session_id String",
      "user_id String",
      "input_tokens UInt32",
      "output_tokens UInt32",
      "cache_read_tokens UInt32",
      "cache_creation_tokens UInt32",
      "cost_usd Decimal(18, 9)",
      "duration_ms Nullable(UInt32)",
      "error_message String",
      "metadata String",
    ].map((column) => `MODIFY COLUMN ${column} CODEC(LZ4)`),
  },
  { name: "no touched_hours projection", alter: ["DROP PROJECTION touched_hours"] },
  {
    name: "with projection by time",
    alter: ["ADD PROJECTION by_time (SELECT * ORDER BY org_id, timestamp)"],
  },
];

const OWN = `org_id = '${LARGEST_ORG}'`;
/** What is asked of each variant, on `t`. `hour` stands for an hour in the middle. */
const QUESTIONS: Record<string, string> = {
  "one hour": `SELECT count(), sum(cost_usd), uniqExact(session_id) FROM t FINAL WHERE ${OWN}
    AND timestamp >= {hour} AND timestamp < {hour} + INTERVAL 1 HOUR`,
  "period": `SELECT count(), sum(cost_usd), sum(input_tokens), uniqExact(user_id) FROM t FINAL WHERE ${OWN}`,
  "newest 50": `SELECT event_id, timestamp FROM t FINAL WHERE ${OWN} AND timestamp >= {end} - INTERVAL 1 DAY
    ORDER BY timestamp DESC LIMIT 50`,
  "no FINAL": `SELECT event_id, timestamp FROM t WHERE ${OWN} ORDER BY timestamp DESC LIMIT 50`,
  "errors": `SELECT event_id, error_message FROM t FINAL WHERE ${OWN} AND event_type = 'error'
    ORDER BY timestamp DESC LIMIT 50`,
  "session": `SELECT count(), any(metadata) FROM t FINAL WHERE ${OWN} AND session_id = {session}`,
};

const ASKED = 5;

/** Prints size, time to write and answer times of every variant. */
export async function printSchemaVariants(rows: number): Promise<void> {
  const engine = await startBenchEngine();
  try {
    const end = Math.floor(Date.now() / 86_400_000) * 86_400_000;
    await engine.load({ rows, days: 30, end, orgs: 100 });
    await printGrains(engine);
    console.log(`\n${rows.toLocaleString("en")} events, 100 organisations, one with half; ms, median of ${ASKED}\n`);
    const facts = await readFacts(engine, end);
    const columns = (await engine.ask(
      `SELECT name FROM system.columns WHERE database = currentDatabase() AND table = 'events' AND default_kind != 'MATERIALIZED'
       ORDER BY position`,
    )).trim().split("\n");
    printLine(["", "write s", "MiB", ...Object.keys(QUESTIONS)]);
    for (const variant of VARIANTS) printLine(await measure(engine, variant, columns, facts));
  } finally {
    await engine.stop();
  }
}

async function readFacts({ ask }: BenchEngine, end: number): Promise<Record<string, string>> {
  const session = await ask(`SELECT session_id FROM events WHERE ${OWN} LIMIT 1 OFFSET 1000`);
  const literal = (at: number) =>
    `toDateTime64('${new Date(at).toISOString().slice(0, 19).replace("T", " ")}', 3, 'UTC')`;
  return { hour: literal(end - 15 * 86_400_000), end: literal(end), session: `'${session.trim()}'` };
}

async function measure(
  { ask }: BenchEngine,
  { name, orderBy, alter = [], values = {} }: Variant,
  columns: readonly string[],
  facts: Record<string, string>,
): Promise<string[]> {
  await ask(
    orderBy === undefined ? "CREATE TABLE t AS events" : `CREATE TABLE t AS events
ENGINE = ReplacingMergeTree(received_at, is_deleted) PARTITION BY toYYYYMM(timestamp) ORDER BY (${orderBy})
SETTINGS deduplicate_merge_projection_mode = 'rebuild'`,
  );
  for (const change of alter) await ask(`ALTER TABLE t ${change}`);
  const startedAt = performance.now();
  const selected = columns.map((column) => values[column] ?? column).join(", ");
  const days = (await ask("SELECT DISTINCT toYYYYMMDD(timestamp) AS day FROM events ORDER BY day")).trim().split("\n");
  // Day by day: a sort of everything at once would take more memory than the engine has.
  for (const day of days) {
    await ask(
      `INSERT INTO t (${columns.join(", ")}) SELECT ${selected} FROM events WHERE toYYYYMMDD(timestamp) = ${day}`,
    );
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  await ask("OPTIMIZE TABLE t FINAL");
  const bytes = await ask(
    "SELECT sum(bytes_on_disk) FROM system.parts WHERE database = currentDatabase() AND table = 't' AND active",
  );
  const times: string[] = [];
  for (const question of Object.values(QUESTIONS)) {
    const text = question.replaceAll(/\{(\w+)\}/g, (_, fact: string) => facts[fact] ?? "");
    times.push((await timeOf(() => ask(text))).toFixed(0));
  }
  await ask("DROP TABLE t SYNC");
  return [name, seconds.toFixed(1), (Number(bytes) / 2 ** 20).toFixed(0), ...times];
}

/** Kinds of rollups: the columns that their rows keep apart, and what is asked of the largest organisation's. */
const GRAINS: Record<string, string> = {
  "type, provider, model, tool": "event_type, provider, model, tool_name",
  "… and environment": "event_type, provider, model, tool_name, environment",
  "… and agent": "event_type, provider, model, tool_name, environment, agent_id",
  "session": "session_id, user_id, agent_id, team, environment, repo",
  "session and model": "session_id, user_id, agent_id, team, environment, repo, provider, model, query_source",
  "session, model, type, tool":
    "session_id, user_id, agent_id, team, environment, repo, provider, model, query_source, event_type, tool_name",
};

/** States of different sessions by the hour, and how their size compares. */
const UNIQUES = ["uniqExact", "uniqCombined", "uniqHLL12"];

async function printGrains({ ask }: BenchEngine): Promise<void> {
  console.log("\nrows of an hourly rollup of the largest organisation, and ms to sum them\n");
  const events = Number(await ask(`SELECT count() FROM events WHERE ${OWN}`));
  printLine(["grain", "rows", "events/row", "MiB", "sum ms"]);
  for (const [name, columns] of Object.entries(GRAINS)) {
    await ask(`CREATE TABLE g ENGINE = MergeTree ORDER BY start AS SELECT toStartOfHour(timestamp) AS start, ${columns},
      count() AS events, sum(cost_usd) AS cost, sum(input_tokens) AS tokens FROM events FINAL WHERE ${OWN}
      GROUP BY start, ${columns}`);
    const rows = Number(await ask("SELECT count() FROM g"));
    const bytes = Number(await ask("SELECT sum(bytes_on_disk) FROM system.parts WHERE table = 'g' AND active"));
    const ms = await timeOf(() =>
      ask("SELECT toStartOfDay(start) AS day, sum(events), sum(cost), sum(tokens) FROM g GROUP BY day")
    );
    printLine([name, String(rows), (events / rows).toFixed(0), (bytes / 2 ** 20).toFixed(1), ms.toFixed(0)]);
    await ask("DROP TABLE g SYNC");
  }
  console.log("\nstates of different sessions by hour and type: MiB, ms to merge, result\n");
  for (const unique of UNIQUES) {
    await ask(`CREATE TABLE g ENGINE = MergeTree ORDER BY start AS SELECT toStartOfHour(timestamp) AS start, event_type,
      ${unique}State(session_id) AS sessions FROM events FINAL WHERE ${OWN} GROUP BY start, event_type`);
    const bytes = Number(await ask("SELECT sum(bytes_on_disk) FROM system.parts WHERE table = 'g' AND active"));
    const merge = `SELECT ${unique}Merge(sessions) FROM g`;
    const ms = await timeOf(() => ask(merge));
    printLine([unique, (bytes / 2 ** 20).toFixed(1), ms.toFixed(0), (await ask(merge)).trim()]);
    await ask("DROP TABLE g SYNC");
  }
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let i = 0; i < ASKED; i++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return median(times);
}

function printLine([name = "", ...cells]: readonly string[]): void {
  console.log(name.padEnd(30) + cells.map((cell) => cell.padStart(12)).join(""));
}
