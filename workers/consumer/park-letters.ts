import type { DeadLetterCode } from "../../contract/ingestion-warning.ts";
import { type DeadLetter, parkDeadLetter } from "../../stores/archive/dead-letters.ts";
import { insertWarnings, type WarningRecord } from "../../stores/clickhouse/insert-warnings.ts";
import type { ConsumerPorts } from "./consume-batch.ts";
import { letterWarning } from "./describe-warnings.ts";
import { log } from "./log.ts";
import type { ReceivedChunk, UnreadableMessage } from "./received-chunk.ts";
import { retryDelay } from "./retry-delay.ts";

/** A message that is given up. */
export interface Unstorable {
  received: ReceivedChunk | UnreadableMessage;
  code: DeadLetterCode;
  reason: string;
}

/** A message in the bucket, whose warning is still to be written. */
interface Parked {
  message: Message;
  warning: WarningRecord | undefined;
}

/**
 * Parks messages and tells their tenants. A message is acknowledged once it is parked and the warning is written; one that
 * cannot be parked, or whose warning cannot be written, comes again and is parked under the same key.
 */
export async function parkLetters(unstorable: readonly Unstorable[], ports: ConsumerPorts): Promise<void> {
  const parked: Parked[] = [];
  for (const letter of unstorable) {
    try {
      parked.push(await park(letter, ports));
    } catch (error) {
      comeAgain(letter.received.message, "message could not be parked", String(error));
    }
  }
  const told = await insertWarnings(ports.clickhouse, parked.flatMap(({ warning }) => warning ?? []));
  for (const { message, warning } of parked) {
    if (told.outcome === "stored" || warning === undefined) message.ack();
    else comeAgain(message, "warning of a dead letter not written", told.message);
  }
}

async function park({ received, code, reason }: Unstorable, { region, rawLog }: ConsumerPorts): Promise<Parked> {
  const letter = describeLetter(received, { region, parkedAt: Date.now(), code, reason });
  const key = await parkDeadLetter(rawLog, letter, received.bytes);
  log("warn", "message parked as a dead letter", {
    message_id: letter.messageId,
    request_id: letter.chunk?.requestId,
    org_id: letter.chunk?.orgId,
    chunk_ids: letter.chunk === undefined ? [] : [letter.chunk.id],
    object_key: key,
    code,
    reason,
  });
  return { message: received.message, warning: letterWarning({ ...letter, key }, "open", letter.parkedAt) };
}

function comeAgain(message: Message, what: string, reason: string): void {
  log("error", what, { message_id: message.id, reason });
  message.retry({ delaySeconds: retryDelay(message.attempts) });
}

function describeLetter(
  received: ReceivedChunk | UnreadableMessage,
  fate: Pick<DeadLetter, "region" | "parkedAt" | "code" | "reason">,
): DeadLetter {
  const { message } = received;
  const letter = { ...fate, messageId: message.id, queuedAt: message.timestamp.getTime() };
  if (!("chunk" in received)) return letter;
  const { chunk_id: id, org_id: orgId, request_id: requestId, count } = received.chunk.header;
  return { ...letter, chunk: { id, orgId, requestId, count } };
}
