import type { EdgeSettings } from "../../../contract/rpc.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { buildChunks, type ChunkOrigin, type EventWriter } from "../chunk/build-chunks.ts";
import { logQueued } from "../chunk/log-queued.ts";
import { queueChunks } from "../chunk/queue-chunks.ts";
import { rememberQueued, wasQueued } from "../chunk/recent-chunks.ts";
import type { EdgeContext } from "../context.ts";
import { offerToLive } from "../live/live-lane.ts";
import { settleEvents } from "./settle-events.ts";

/** Whose events they are, and what that organisation wants of them. */
export interface EventOrigin extends ChunkOrigin {
  settings: EdgeSettings;
}

/** What became of events. */
export interface StoredBatch {
  /** The same for the same events sent again. */
  batchId: string;
  /** Events of chunks that this isolate has queued before. They are queued again, which has no effect but says so. */
  repeated: number;
}

/**
 * Queues events in their region and, once the queue has them, shows them to the live view.
 * @param writer for events that are no plain objects
 */
export async function storeEvents<E extends AcceptedEvent>(
  accepted: readonly E[],
  context: EdgeContext,
  origin: EventOrigin,
  writer?: EventWriter<E>,
): Promise<StoredBatch> {
  const events = await settleEvents(accepted, origin, context);
  if (events.length === 0) return { batchId: "bat_", repeated: 0 };
  const chunks = buildChunks(events, origin, writer);
  await queueChunks(context.queues[origin.region], chunks, context.waitUntil);
  const repeated = chunks.filter(({ header }) => wasQueued(header.chunk_id));
  for (const { header } of chunks) rememberQueued(header.chunk_id);
  const offered = offerToLive(chunks, context.findLiveObject);
  if (offered !== undefined) context.waitUntil(offered);
  const { request_id, org_id, region } = origin;
  const chunk_ids = chunks.map(({ header }) => header.chunk_id);
  const logged = logQueued({ request_id, org_id, region, events: events.length, chunk_ids });
  if (logged !== undefined) context.waitUntil(logged);
  return {
    batchId: `bat_${chunks[0]?.header.chunk_id ?? ""}`,
    repeated: repeated.reduce((sum, { header }) => sum + header.count, 0),
  };
}
