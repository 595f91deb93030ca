import type { Region } from "../../contract/tenant.ts";
import { askClickHouse } from "../engines/clickhouse-http.ts";
import { findCompany } from "../fleet/cast.ts";
import { RowSink } from "./row-sink.ts";
import { StagingTable } from "./staging-table.ts";
import { type HistoryPlan, writeHistory } from "./write-history.ts";

export const DEFAULT_DAYS = 35;

export interface HistoryOptions {
  /** A login that may create tables in the regions' databases. */
  clickhouse: { url: string; user: string; password: string; databases: Record<Region, string> };
  /** Only those of the demo cast get a history, and of these only those without any event. */
  organizations: readonly { id: string; region: Region; slug: string }[];
  /** The default leaves something before the last thirty days, so that a view of them is full. */
  days?: number;
  /** How many sessions there are beside the usual number. */
  scale?: number;
  /** Epoch ms. */
  now?: number;
  /** Told what happens, one line at a time. */
  log?: (line: string) => void;
}

/** Fills the past of the demo organisations; answers how many events each that had none has got. */
export async function seedHistory(options: HistoryOptions): Promise<{ slug: string; events: number }[]> {
  const { clickhouse, organizations, days = DEFAULT_DAYS, scale = 1, now = Date.now(), log = () => {} } = options;
  const written: { slug: string; events: number }[] = [];
  for (const organization of organizations) {
    const company = findCompany(organization.slug);
    if (company === undefined) continue;
    const { url, user, password, databases } = clickhouse;
    const endpoint = { url, username: user, password, database: databases[organization.region] };
    const known = await askClickHouse(
      endpoint,
      "SELECT count() FROM (SELECT 1 FROM events WHERE org_id = {org:String} LIMIT 1)",
      { param_org: organization.id },
    );
    if (Number(known) > 0) {
      log(`${organization.slug} has events already`);
      continue;
    }
    const table = new StagingTable(endpoint, `history_of_${company.slug}`);
    const events = await fill(table, { company, organization, days, scale, now }, log);
    written.push({ slug: organization.slug, events });
  }
  return written;
}

async function fill(table: StagingTable, plan: HistoryPlan, log: (line: string) => void): Promise<number> {
  await table.create();
  const sink = new RowSink((rows) => table.insert(rows));
  for (const { day, rows } of writeHistory(plan)) {
    for (const row of rows) sink.add(row);
    await sink.flow();
    const date = new Date(day);
    if (date.getUTCDay() === 0) log(describe(plan, sink.taken, `up to ${date.toISOString().slice(0, 10)}`));
  }
  await sink.close();
  await table.publish();
  log(describe(plan, sink.taken, "done"));
  return sink.taken;
}

function describe({ company }: HistoryPlan, events: number, progress: string): string {
  return `${company.slug}: ${events.toLocaleString("en")} events, ${progress}`;
}
