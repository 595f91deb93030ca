import { openSpan } from "../filters/open-span.ts";

const WINDOW_MS = 10_000;

/** Goes to the sessions of the ten seconds around an instant (epoch ms). */
export function openSessions(instant: number): void {
  const start = Math.floor(instant / WINDOW_MS) * WINDOW_MS;
  openSpan("/sessions", start, start + WINDOW_MS);
}
