import type { AgentEvent } from "../../contract/event-fields.ts";
import type { LiveMessage } from "../../contract/live.ts";
import type { Region } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { originOf, type TestTenant } from "./tenant.ts";

/** A valid event of a test. */
export function anEvent(fields: Partial<AgentEvent> = {}): AgentEvent {
  return {
    event_id: crypto.randomUUID(),
    event_type: "llm_request",
    timestamp: new Date().toISOString(),
    session_id: `ses-${crypto.randomUUID()}`,
    user_id: "ana@example.com",
    agent_id: "codex-cli",
    ...fields,
  };
}

/** Posts events with a tenant's key. */
export async function postEvents(
  facts: DevFacts,
  tenant: Pick<TestTenant, "apiKey">,
  events: readonly unknown[],
): Promise<Response> {
  return await fetch(`${facts.urls.edge}/v1/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${tenant.apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ events }),
  });
}

/** Asks a region's ClickHouse as its administrator; rows of `FORMAT JSONEachRow`. */
export async function askClickHouse<Row>(
  facts: DevFacts,
  region: Region,
  sql: string,
  parameters: Record<string, string> = {},
): Promise<Row[]> {
  const url = new URL(facts.urls.clickhouse);
  url.searchParams.set("database", facts.clickhouse.databases[region]);
  url.searchParams.set("default_format", "JSONEachRow");
  url.searchParams.set("output_format_json_quote_64bit_integers", "0");
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(`param_${name}`, value);
  const { username, password } = facts.clickhouse.admin;
  const response = await fetch(url, {
    method: "POST",
    headers: { "x-clickhouse-user": username, "x-clickhouse-key": password },
    body: sql,
  });
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}

/** Asks until an answer is right, or fails with the last one after `timeoutMs`. */
export async function until<T>(ask: () => Promise<T>, isRight: (answer: T) => boolean, timeoutMs = 15_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (isRight(answer)) return answer;
    if (Date.now() > deadline) throw new Error(`still ${JSON.stringify(answer)} after ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A signed-in question to the query API. */
export async function get(facts: DevFacts, path: string, cookie: string): Promise<Response> {
  return await fetch(`${facts.urls.edge}${path}`, { headers: cookie === "" ? {} : { cookie } });
}

/** A viewer of the live stream. */
export interface LiveViewer {
  messages: LiveMessage[];
  /** Waits until a message fits. */
  waitFor(fits: (message: LiveMessage) => boolean, timeoutMs?: number): Promise<LiveMessage>;
  close(): void;
}

/** Connects to the live stream with a session, or with a ticket and nothing else. */
export async function watchLive(facts: DevFacts, credentials: string | { ticket: string }): Promise<LiveViewer> {
  const { default: WebSocketClient } = await import("ws");
  const query = typeof credentials === "string" ? "" : `?ticket=${encodeURIComponent(credentials.ticket)}`;
  const headers = typeof credentials === "string" ? { cookie: credentials, origin: originOf(facts) } : {};
  const socket = new WebSocketClient(`${facts.urls.edge.replace("http", "ws")}/v1/live${query}`, { headers });
  const messages: LiveMessage[] = [];
  socket.on("message", (data: Buffer) => messages.push(JSON.parse(data.toString()) as LiveMessage));
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  return {
    messages,
    async waitFor(fits, timeoutMs = 5_000) {
      await until(() => Promise.resolve(messages.some(fits)), Boolean, timeoutMs);
      const found = messages.find(fits);
      if (found === undefined) throw new Error("unreachable");
      return found;
    },
    close: () => socket.close(),
  };
}
