import type { ReplayProgress, ReplayStep } from "../../../contract/replay.ts";
import { listDeadLetters, type ParkedLetter } from "../../../stores/archive/dead-letters.ts";
import { insertWarnings } from "../../../stores/clickhouse/insert-warnings.ts";
import { letterWarning } from "../describe-warnings.ts";
import { type OperatorPorts, periodOf } from "./operator-ports.ts";

/**
 * Puts a page of parked messages back on the queue. An object is removed only after the queue has its message and its warning
 * says so; cut off in between, the same step taken again queues the message twice, which counts once.
 */
export async function replayDeadLetters(ports: OperatorPorts, step: ReplayStep): Promise<ReplayProgress> {
  const { region, bucket } = ports;
  const page = await listDeadLetters(bucket, { region, orgId: step.org_id, after: step.cursor, limit: step.limit });
  const { from, to } = periodOf(step);
  const letters = page.letters.filter(({ queuedAt }) => queuedAt >= from && queuedAt < to);
  if (!step.dry_run && letters.length > 0) await requeue(ports, letters);
  const lastKey = page.letters.at(-1)?.key ?? null;
  return {
    objects: letters.length,
    chunks: letters.filter(({ chunk }) => chunk !== undefined).length,
    refused: 0,
    bytes: letters.reduce((sum, { bytes }) => sum + bytes, 0),
    last_key: lastKey,
    next_cursor: page.hasMore ? lastKey : null,
  };
}

async function requeue({ bucket, clickhouse, enqueue }: OperatorPorts, letters: ParkedLetter[]): Promise<void> {
  // Before the first is queued: a message that is parked again says so later, and is believed.
  const replayedAt = Date.now();
  for (const { key } of letters) {
    const object = await bucket.get(key);
    // Another replay was faster.
    if (object === null) continue;
    await enqueue(new Uint8Array(await object.arrayBuffer()));
  }
  const warnings = letters.flatMap((letter) => letterWarning(letter, "replayed", replayedAt) ?? []);
  const told = await insertWarnings(clickhouse, warnings);
  if (told.outcome !== "stored") throw new Error(`the warnings could not be marked as replayed: ${told.message}`);
  await bucket.delete(letters.map(({ key }) => key));
}
