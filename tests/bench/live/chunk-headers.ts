import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { buildChunks } from "../../../workers/edge/chunk/build-chunks.ts";
import { agentEvents } from "../../helpers/agent-events.ts";

/** Headers of chunks of so many events, as the edge hands them to the live object. `now` is epoch ms. */
export function chunkHeaders(events: number, now: number): string[] {
  const accepted = agentEvents(events, now).map((event): AcceptedEvent => ({
    ...event,
    timestamp: new Date(event.timestamp).getTime(),
    source: "http",
    cost_source: "none",
  }));
  const request_id = crypto.randomUUID();
  const origin = {
    org_id: "org_bench",
    region: "us",
    received_at: now,
    request_id,
    idempotencyKey: undefined,
  } as const;
  return buildChunks(accepted, origin).map(({ headerJson }) => headerJson);
}
