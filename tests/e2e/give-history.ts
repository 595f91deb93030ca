import type { DevFacts } from "../../local/dev-facts.ts";
import { anEvent } from "../helpers/stack-client.ts";
import type { TestTenant } from "../helpers/tenant.ts";
import { giveEvents } from "./give-events.ts";

const HOUR = 3_600_000;

/** Two sessions an hour over the last three days, one model call each, through the public API. */
export async function giveHistory(stack: DevFacts, tenant: TestTenant): Promise<void> {
  const events = Array.from({ length: 144 }, (_, i) =>
    anEvent({
      timestamp: Date.now() - (i + 1) * HOUR / 2,
      agent_id: i % 3 === 0 ? "claude-code" : "codex-cli",
      model: i % 3 === 0 ? "claude-sonnet-4-5" : "gpt-5-codex",
      team: "Payments",
      user_id: `person-${i % 5}@example.com`,
      input_tokens: 100,
      cache_read_tokens: 900,
      cost_usd: 0.5,
      duration_ms: 2_000,
    }));
  await giveEvents(stack, tenant, events);
}
