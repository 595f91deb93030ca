import { type WritableBucket, writeRawLog } from "../../stores/archive/raw-log.ts";
import type { InsertTarget } from "../../stores/clickhouse/insert-rows.ts";
import { insertWarnings } from "../../stores/clickhouse/insert-warnings.ts";
import type { Region } from "../../contract/tenant.ts";
import { refusalWarnings } from "./describe-warnings.ts";
import { idsOf, log } from "./log.ts";
import { parkLetters } from "./park-letters.ts";
import { readMessages, type ReceivedChunk } from "./received-chunk.ts";
import { retryDelay } from "./retry-delay.ts";
import { delayChunks, nameOf, storeChunks, type StoreOutcome } from "./store-chunks.ts";
import { type LiveUpdate, updateLive } from "./update-live.ts";

/** The stores of one region. */
export interface ConsumerPorts {
  region: Region;
  clickhouse: InsertTarget;
  rawLog: WritableBucket;
  live: LiveUpdate;
}

/**
 * Stores a batch of queue messages: raw log first, then one insert into ClickHouse, and only then the acknowledgements.
 * Messages that cannot be stored are parked; messages that ClickHouse did not answer for come again.
 */
export async function consumeBatch(batch: MessageBatch, ports: ConsumerPorts): Promise<void> {
  const { chunks, unreadable } = readMessages(batch.messages, ports.region);
  const { full = [], known = [], notice = [] } = Object.groupBy(chunks, kindOf);
  const { stored, poisoned, delayed } = await logAndStore(full, ports);
  for (const { received: { message } } of delayed) message.retry({ delaySeconds: retryDelay(message.attempts) });

  const settled = [...stored, ...known];
  await updateLive(settled.map(({ chunk }) => chunk), ports.live);
  for (const { message } of settled) message.ack();
  report(batch, stored, delayed);

  await tellRefused([...stored, ...notice], ports);
  for (const { message } of notice) message.ack();
  // Last, so that nothing about bad messages holds up the good ones beside them.
  await parkLetters([
    ...unreadable.map((received) => ({ received, code: "UNREADABLE" as const, reason: received.reason })),
    ...poisoned.map(({ received, reason }) => ({ received, code: "REFUSED" as const, reason })),
  ], ports);
}

/** Rows to be stored, rows that are stored and of which the live view is still to hear, or counts of refusals alone. */
function kindOf({ chunk: { header } }: ReceivedChunk): "full" | "known" | "notice" {
  if (header.stored === true) return "known";
  return header.count === 0 ? "notice" : "full";
}

/** Parks everything that the queue gave up on. */
export async function parkBatch(batch: MessageBatch, ports: ConsumerPorts): Promise<void> {
  const { chunks, unreadable } = readMessages(batch.messages, ports.region);
  await parkLetters(
    [...chunks, ...unreadable].map((received) => ({
      received,
      code: "RETRIES_EXHAUSTED",
      reason: "Every attempt to store it failed.",
    })),
    ports,
  );
}

/** Chunks that the raw log does not take come again as well: what is not in it could not be rebuilt. */
async function logAndStore(chunks: readonly ReceivedChunk[], ports: ConsumerPorts): Promise<StoreOutcome> {
  try {
    await logRaw(chunks, ports);
  } catch (error) {
    return delayChunks(chunks, `the raw log did not take them: ${String(error)}`);
  }
  return await storeChunks(ports.clickhouse, chunks);
}

async function logRaw(chunks: readonly ReceivedChunk[], { rawLog, region }: ConsumerPorts): Promise<void> {
  if (chunks.length === 0) return;
  const times = chunks.map(({ chunk }) => chunk.header.received_at);
  const entry = { region, oldestAt: Math.min(...times), newestAt: Math.max(...times), id: await nameOf(chunks) };
  await writeRawLog(rawLog, entry, chunks.map(({ chunk }) => chunk.rows));
}

/** Senders have been told already; counts that cannot be written now are not worth coming again for. */
async function tellRefused(received: readonly ReceivedChunk[], { clickhouse }: ConsumerPorts): Promise<void> {
  const headers = received.map(({ chunk }) => chunk.header);
  const warnings = headers.flatMap(refusalWarnings);
  const told = await insertWarnings(clickhouse, warnings);
  if (told.outcome === "stored") return;
  log("warn", "counts of what was refused not written", { ...idsOf(headers), reason: told.message });
}

function report(batch: MessageBatch, stored: readonly ReceivedChunk[], delayed: StoreOutcome["delayed"]): void {
  const { queue } = batch;
  if (stored.length > 0) {
    const headers = stored.map(({ chunk }) => chunk.header);
    const rows = headers.reduce((sum, { count }) => sum + count, 0);
    log("info", "chunks stored", { queue, rows, ...idsOf(headers) });
  }
  const [first] = delayed;
  if (first === undefined) return;
  const headers = delayed.map(({ received }) => received.chunk.header);
  log("warn", "insert delayed", { queue, ...idsOf(headers), reason: first.reason });
}
