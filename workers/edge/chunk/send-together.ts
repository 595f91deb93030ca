import { type ChunkQueue, Load } from "./chunk-queue.ts";

/** Requests that follow each other within this time may share a call; one that comes alone never waits for others. */
const NEAR_MS = 5;
/** The event loop's next turn comes sooner, unless the platform has ended the request that waits for it. */
const OPEN_MS = 100;
/** So long a request trusts another's call; then it makes one of its own, and what the queue has twice counts once. */
const PATIENCE_MS = 2_000;

/** A call that the request which opened it makes in the event loop's next turn, with what others have added until then. */
interface SharedCall {
  load: Load;
  /** Epoch ms. */
  openedAt: number;
  /** For each request that joined; told whether the queue has taken the messages. */
  tell: ((isTaken: boolean) => void)[];
}

/** The calls of this isolate to one queue. */
interface QueueLane {
  /** Epoch ms at which messages came last. */
  usedAt: number;
  next: SharedCall | undefined;
}

const lanes = new WeakMap<ChunkQueue, QueueLane>();

/**
 * Puts messages on a queue and returns once it has taken them. What several requests have ready in the same turn of a busy
 * isolate's event loop goes in one call, which costs as much as one alone.
 *
 * No request depends on another: when a shared call fails, or is not heard of, each request in it makes its own call, and only
 * that one's outcome is its answer.
 */
export async function sendTogether(
  queue: ChunkQueue,
  load: Load,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<void> {
  const lane = laneOf(queue);
  const now = Date.now();
  const isBusy = now - lane.usedAt < NEAR_MS;
  lane.usedAt = now;
  const { next } = lane;
  if (next !== undefined && now - next.openedAt < OPEN_MS && next.load.add(load.messages)) {
    return await isTakenBy(next) ? undefined : await load.sendTo(queue);
  }
  return isBusy ? await leadCall(lane, queue, load, waitUntil) : await load.sendTo(queue);
}

function laneOf(queue: ChunkQueue): QueueLane {
  let lane = lanes.get(queue);
  if (lane === undefined) lanes.set(queue, lane = { usedAt: 0, next: undefined });
  return lane;
}

async function leadCall(
  lane: QueueLane,
  queue: ChunkQueue,
  own: Load,
  waitUntil: (work: Promise<unknown>) => void,
): Promise<void> {
  const call: SharedCall = { load: new Load(), openedAt: lane.usedAt, tell: [] };
  call.load.add(own.messages);
  lane.next = call;
  await new Promise((resolve) => setTimeout(resolve, 0));
  if (lane.next === call) lane.next = undefined;
  if (call.tell.length === 0) return await own.sendTo(queue);
  const isTaken = makeCall(call, queue);
  // The others are told even if this request's client goes away.
  waitUntil(isTaken);
  if (!await isTaken) await own.sendTo(queue);
}

async function makeCall({ load, tell }: SharedCall, queue: ChunkQueue): Promise<boolean> {
  const isTaken = await load.sendTo(queue).then(() => true, () => false);
  for (const settle of tell) settle(isTaken);
  return isTaken;
}

/**
 * Each request waits for a promise of its own, beside a timer of its own: the platform lets one request settle another's
 * promise, but ends a request that waits for nothing else.
 */
async function isTakenBy(call: SharedCall): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, PATIENCE_MS, false);
  call.tell.push(resolve);
  const isTaken = await promise;
  clearTimeout(timer);
  return isTaken;
}
