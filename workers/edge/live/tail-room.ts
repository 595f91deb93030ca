import { LIMITS } from "../../../contract/limits.ts";

interface Second {
  second: number;
  lines: number;
}

const MAX_ORGANIZATIONS = 10_000;
const made = new Map<string, Second>();

/**
 * How many ordinary tail lines the next chunk of an organisation may carry. Nobody reads more than a hundred a second, and
 * at high rates making them would cost more than the rest of the summary.
 * @param now epoch ms
 */
export function takeTailRoom(orgId: string, events: number, now: number): number {
  const second = Math.floor(now / 1000);
  let current = made.get(orgId);
  if (current?.second !== second) {
    if (made.size >= MAX_ORGANIZATIONS) made.clear();
    made.set(orgId, current = { second, lines: 0 });
  }
  const room = Math.max(0, Math.min(LIMITS.tailPerChunk, LIMITS.tailPerSecond - current.lines));
  current.lines += Math.min(room, events);
  return room;
}
