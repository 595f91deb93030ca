import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { buildChunks, type ChunkOrigin } from "../chunk/build-chunks.ts";
import { queueChunks } from "../chunk/queue-chunks.ts";
import type { EdgeContext } from "../context.ts";
import { offerToLive } from "../live/live-lane.ts";

/**
 * Queues events in their region and, once the queue has them, shows them to the live view.
 * @returns the batch id, the same for the same events sent again
 */
export async function storeEvents(
  events: readonly AcceptedEvent[],
  context: EdgeContext,
  origin: ChunkOrigin,
): Promise<string> {
  const chunks = buildChunks(events, origin);
  await queueChunks(context.queues[origin.region], chunks);
  context.waitUntil(offerToLive(chunks, context.findLiveObject));
  console.log(JSON.stringify({
    level: "info",
    message: "events queued",
    request_id: origin.request_id,
    org_id: origin.org_id,
    region: origin.region,
    events: events.length,
    chunk_ids: chunks.map(({ header }) => header.chunk_id),
  }));
  return `bat_${chunks[0]?.header.chunk_id ?? ""}`;
}
