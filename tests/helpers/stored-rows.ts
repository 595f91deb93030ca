import { gzipSync } from "node:zlib";
import type { EventType } from "../../contract/event-fields.ts";
import type { Region } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { insertRows } from "../../stores/clickhouse/insert-rows.ts";

/** A row of `events`, as far as metrics read it. Times are epoch ms. */
export interface StoredRow {
  event_id: string;
  event_type: EventType;
  timestamp: number;
  received_at: number;
  session_id: string;
  user_id: string;
  agent_id: string;
  team: string;
  model: string;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_creation_tokens: number;
  reasoning_tokens: number;
  /** In billionths of a dollar, so that sums in a test are exact. */
  cost_nano: number;
  cost_source: "reported" | "estimated" | "none";
  duration_ms: number | null;
  success: boolean | null;
  provider?: string | undefined;
  environment?: string | undefined;
  repo?: string | undefined;
  tool_name?: string | undefined;
  query_source?: string | undefined;
  /** 1: the event is retracted. */
  is_deleted?: number | undefined;
  error_type?: string | undefined;
  error_message?: string | undefined;
  fingerprint?: string | undefined;
  trace_id?: string | undefined;
  span_id?: string | undefined;
  parent_event_id?: string | undefined;
  /** JSON text. */
  metadata?: string | undefined;
}

/** Puts rows straight into a region's ClickHouse, with the credentials that the consumer has. */
export async function storeRows(facts: DevFacts, orgId: string, region: Region, rows: StoredRow[]): Promise<void> {
  const lines = rows.map(({ cost_nano, timestamp, received_at, ...row }) =>
    JSON.stringify({
      source: "http",
      ...row,
      org_id: orgId,
      region,
      timestamp: new Date(timestamp).toISOString(),
      received_at: new Date(received_at).toISOString(),
      cost_usd: (cost_nano / 1e9).toFixed(9),
    })
  );
  const { username: user, password } = facts.clickhouse.ingest[region];
  const target = { url: facts.urls.clickhouse, database: facts.clickhouse.databases[region], user, password };
  const stored = await insertRows(target, [gzipSync(lines.join("\n"))], crypto.randomUUID());
  if (stored.outcome !== "stored") throw new Error(JSON.stringify(stored));
}
