import { linkTo } from "../filters/link-to.ts";

const WINDOW_MS = 10_000;

/** Goes to the sessions of the ten seconds around an instant (epoch ms). */
export function openSessions(instant: number): void {
  const start = Math.floor(instant / WINDOW_MS) * WINDOW_MS;
  const [from, to] = [new Date(start).toISOString(), new Date(start + WINDOW_MS).toISOString()];
  location.assign(linkTo("/sessions", [], { period: "custom", from, to }));
}
