import { EXPORT_FORMATS, type ExportFormat, ExportSummary } from "../../../contract/exports.ts";
import type { DevFacts } from "../../../local/dev-facts.ts";
import { askClickHouse, get, until } from "../../helpers/stack-client.ts";
import { newTenant, originOf } from "../../helpers/tenant.ts";
import { startTestStack } from "../../helpers/test-stack.ts";
import { readPeakMb } from "../process-memory.ts";
import { loadLargest } from "./load-largest.ts";

const WAIT_MS = 20 * 60_000;

/** What a file holds, read by another reader than the one that wrote it: columns, and what they come to. */
const STRUCTURE =
  "event_id String, timestamp DateTime64(3, 'UTC'), session_id String, cost_usd Decimal(18, 9), input_tokens UInt64";
const SUMS =
  `count() AS rows, toString(sum(cityHash64(event_id, session_id, toUnixTimestamp64Milli(timestamp)))) AS named,
  toString(sum(cost_usd)) AS cost, toString(sum(input_tokens)) AS tokens`;
const READ_AS: Record<ExportFormat, string> = { csv: "CSVWithNames", jsonl: "JSONEachRow", parquet: "Parquet" };

/** Exports all events of an organisation in every format, and prints whether the files hold what is stored. */
export async function printExports(rows: number): Promise<void> {
  const stack = await startTestStack({ args: ["--no-dashboard"] });
  try {
    await checkExports(stack.facts, rows);
  } finally {
    await stack.stop();
  }
}

/** The same with a stack that runs already. */
export async function checkExports(facts: DevFacts, rows: number): Promise<void> {
  const tenant = await newTenant(facts, "us");
  const cookie = await tenant.signIn();
  await loadLargest(facts, tenant.orgId, rows);
  const [stored] = await askClickHouse<Sums>(
    facts,
    "us",
    `SELECT ${SUMS} FROM events FINAL WHERE org_id = {org:String}`,
    { org: tenant.orgId },
  );
  const memory = () => readPeakMb(facts.pids["workers"] ?? 0);
  console.log(`\n${rows.toLocaleString("en")} events; the Workers held at most ${megabytes(await memory())} before\n`);
  console.log("format          rows        MB         s   MB held   holds what is stored");
  for (const format of EXPORT_FORMATS) {
    const startedAt = performance.now();
    const file = await writeFile(facts, cookie, format);
    const seconds = (performance.now() - startedAt) / 1_000;
    const held = await readBack(facts, format, file.download?.url ?? "");
    const isSame = JSON.stringify(held) === JSON.stringify(stored);
    const figures = [
      file.progress.rows,
      (file.progress.bytes / 1e6).toFixed(0),
      seconds.toFixed(0),
      megabytes(await memory()),
    ];
    console.log(
      `${format.padEnd(10)}${figures.map((figure) => String(figure).padStart(10)).join("")}   ${isSame ? "yes" : "NO"}`,
    );
    if (!isSame) console.log(JSON.stringify({ held, stored }));
  }
}

interface Sums {
  rows: number;
  named: string;
  cost: string;
  tokens: string;
}

async function writeFile(facts: DevFacts, cookie: string, format: ExportFormat): Promise<ExportSummary> {
  const response = await fetch(`${facts.urls.edge}/v1/exports`, {
    method: "POST",
    headers: { cookie, origin: originOf(facts), "content-type": "application/json" },
    body: JSON.stringify({ source: "events", format, query: { period: "90d" } }),
  });
  const { id } = ExportSummary.parse(await response.json());
  const ended = await until(
    async () => {
      const answer = await get(facts, `/v1/exports/${id}`, cookie);
      return answer.ok ? ExportSummary.parse(await answer.json()) : undefined;
    },
    (summary) => summary !== undefined && summary.state !== "queued" && summary.state !== "running",
    WAIT_MS,
  );
  if (ended?.state !== "ready") throw new Error(`the export is ${ended?.state}: ${ended?.error ?? ""}`);
  return ended;
}

/** What a file comes to, from its link straight into a table of those columns. */
async function readBack(facts: DevFacts, format: ExportFormat, link: string): Promise<Sums | undefined> {
  const open = () => fetch(link.replace(/^https?:\/\/[^/]+/, facts.urls.edge));
  // On a busy machine a store may not answer at once, and the answer says to come again.
  const file = await until(open, ({ status }) => status !== 503);
  if (!file.ok || file.body === null) throw new Error(`the link answered ${file.status}`);
  const table = `exported_${crypto.randomUUID().replaceAll("-", "")}`;
  await askClickHouse(facts, "us", `CREATE TABLE ${table} (${STRUCTURE}) ENGINE = MergeTree ORDER BY event_id`);
  try {
    const url = new URL(facts.urls.clickhouse);
    url.searchParams.set("query", `INSERT INTO ${facts.clickhouse.databases.us}.${table} FORMAT ${READ_AS[format]}`);
    url.searchParams.set("input_format_skip_unknown_fields", "1");
    url.searchParams.set("date_time_input_format", "best_effort");
    const { username, password } = facts.clickhouse.admin;
    const headers = { "x-clickhouse-user": username, "x-clickhouse-key": password };
    const answer = await fetch(url, { method: "POST", headers, body: file.body, duplex: "half" } as RequestInit);
    if (!answer.ok) throw new Error(`the file cannot be read: ${(await answer.text()).slice(0, 300)}`);
    await answer.body?.cancel();
    const [held] = await askClickHouse<Sums>(facts, "us", `SELECT ${SUMS} FROM ${table}`);
    return held;
  } finally {
    await askClickHouse(facts, "us", `DROP TABLE ${table}`);
  }
}

function megabytes(size: number | undefined): string {
  return size === undefined ? "?" : size.toFixed(0);
}
