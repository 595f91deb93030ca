/** A request whose events the queue has taken. */
export interface QueuedRequest {
  request_id: string;
  org_id: string;
  region: string;
  events: number;
  chunk_ids: string[];
}

const COLLECT_MS = 50;
const MAX_REQUESTS = 100;
let collected: QueuedRequest[] = [];

/**
 * Writes down what was queued, the requests of a moment in one line: a busy isolate takes hundreds a second, and a line for
 * each would cost it as much as checking their events.
 * @returns for `waitUntil` where this request is the one that writes the line
 */
export function logQueued(request: QueuedRequest): Promise<void> | undefined {
  collected.push(request);
  if (collected.length >= MAX_REQUESTS) writeLine();
  return collected.length === 1 ? writeSoon() : undefined;
}

async function writeSoon(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, COLLECT_MS));
  writeLine();
}

function writeLine(): void {
  if (collected.length === 0) return;
  console.log(JSON.stringify({ level: "info", message: "events queued", requests: collected }));
  collected = [];
}
