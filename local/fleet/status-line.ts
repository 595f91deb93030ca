import type { Tally } from "./tally.ts";

/** What a status line is about. */
export interface FleetState {
  tally: Tally;
  sessions: number;
}

const REFRESH_MS = 1_000;
const REFRESH_WITHOUT_TERMINAL_MS = 10_000;

/** Keeps one line about the fleet up to date: in place on a terminal, as a new line now and then elsewhere. */
export class StatusLine {
  readonly #write: (text: string) => void;
  readonly #isTerminal: boolean;
  #shownAt: number;
  #sentBefore = 0;

  constructor(write: (text: string) => void, isTerminal: boolean, now: number) {
    this.#write = write;
    this.#isTerminal = isTerminal;
    this.#shownAt = now;
  }

  /** Shows the state if the last time is long enough ago. */
  refresh({ tally, sessions }: FleetState, now: number): void {
    const elapsedMs = now - this.#shownAt;
    if (elapsedMs < (this.#isTerminal ? REFRESH_MS : REFRESH_WITHOUT_TERMINAL_MS)) return;
    const rate = (tally.sent - this.#sentBefore) / elapsedMs * 1_000;
    this.#sentBefore = tally.sent;
    this.#shownAt = now;
    const line = [`${rate.toFixed(1)} events/s`, `${sessions} sessions`, describeTally(tally)].join(" · ");
    this.#write(this.#isTerminal ? `\r\x1b[2K${line}` : `${line}\n`);
  }

  /** Says what has been achieved in all. */
  conclude({ tally }: FleetState, elapsedMs: number): void {
    const seconds = elapsedMs / 1_000;
    const mean = (tally.sent / seconds).toFixed(1);
    this.#write(
      `${this.#isTerminal ? "\r\x1b[2K" : ""}${seconds.toFixed(0)} s, ${mean} events/s: ${describeTally(tally)}\n`,
    );
  }
}

function describeTally({ sent, rejected, waiting, retries, dropped, failed, complaint }: Tally): string {
  const parts = [`${show(sent)} sent`, `${show(rejected)} rejected`];
  if (waiting > 0) parts.push(`${show(waiting)} waiting`);
  if (retries > 0) parts.push(`${show(retries)} retries`);
  if (dropped > 0) parts.push(`${show(dropped)} dropped`);
  if (failed > 0) parts.push(`${show(failed)} failed`);
  if (complaint !== undefined) parts.push(`(${complaint})`);
  return parts.join(", ");
}

function show(count: number): string {
  return count.toLocaleString("en");
}
