import { parkDeadLetter, type WritableBucket, writeRawLog } from "../../stores/archive/raw-log.ts";
import type { InsertTarget } from "../../stores/clickhouse/insert-rows.ts";
import type { Region } from "../../contract/tenant.ts";
import { readMessages, type ReceivedChunk } from "./received-chunk.ts";
import { nameOf, storeChunks } from "./store-chunks.ts";
import { type LiveUpdate, updateLive } from "./update-live.ts";

/** The stores of one region. */
export interface ConsumerPorts {
  region: Region;
  clickhouse: InsertTarget;
  rawLog: WritableBucket;
  live: LiveUpdate;
}

const FIRST_RETRY_SECONDS = 2;
const MAX_RETRY_SECONDS = 300;

/**
 * Stores a batch of queue messages: raw log first, then one insert into ClickHouse, and only then the acknowledgements.
 * Messages that cannot be stored are parked; messages that ClickHouse did not answer for come again.
 */
export async function consumeBatch(batch: MessageBatch, ports: ConsumerPorts): Promise<void> {
  const { chunks, unreadable } = readMessages(batch.messages, ports.region);
  const full = chunks.filter(({ chunk }) => chunk.header.stored !== true);
  await logRaw(full, ports);
  const { stored, poisoned, delayed } = await storeChunks(ports.clickhouse, full);

  for (const { message, bytes, reason } of unreadable) await park(message, bytes, reason, ports);
  for (const { received, reason } of poisoned) await park(received.message, received.bytes, reason, ports);
  for (const { received: { message }, reason } of delayed) {
    warn("insert delayed", [message.id], reason);
    message.retry({ delaySeconds: retryDelay(message.attempts) });
  }

  const settled = [...stored, ...chunks.filter(({ chunk }) => chunk.header.stored === true)];
  await updateLive(settled.map(({ chunk }) => chunk), ports.live);
  for (const { message } of settled) message.ack();
}

async function logRaw(chunks: readonly ReceivedChunk[], { rawLog, region }: ConsumerPorts): Promise<void> {
  if (chunks.length === 0) return;
  const headers = chunks.map(({ chunk }) => chunk.header);
  const receivedAt = Math.min(...headers.map((header) => header.received_at));
  const entry = { region, receivedAt, id: await nameOf(chunks), chunkIds: headers.map((header) => header.chunk_id) };
  await writeRawLog(rawLog, entry, chunks.map(({ chunk }) => chunk.rows));
}

async function park(message: Message, bytes: Uint8Array, reason: string, ports: ConsumerPorts): Promise<void> {
  const letter = { region: ports.region, messageId: message.id, queuedAt: message.timestamp.getTime(), reason };
  await parkDeadLetter(ports.rawLog, letter, bytes);
  warn("message parked as a dead letter", [message.id], reason);
  message.ack();
}

/** Parks everything that the queue gave up on. */
export async function parkBatch(batch: MessageBatch, ports: ConsumerPorts): Promise<void> {
  const { chunks, unreadable } = readMessages(batch.messages, ports.region);
  for (const { message, bytes } of [...chunks, ...unreadable]) await park(message, bytes, "retries exhausted", ports);
}

/** Doubles from two seconds to five minutes: a hundred attempts span more than eight hours. */
function retryDelay(attempts: number): number {
  return Math.min(MAX_RETRY_SECONDS, FIRST_RETRY_SECONDS * 2 ** Math.max(0, attempts - 1));
}

function warn(message: string, messageIds: string[], reason: string): void {
  console.warn(JSON.stringify({ level: "warn", message, message_ids: messageIds, reason }));
}
