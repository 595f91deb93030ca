import { describe, expect, it } from "vitest";
import { StatusLine } from "./status-line.ts";

const TALLY = { sent: 0, rejected: 0, failed: 0, dropped: 0, waiting: 0, retries: 0 };

function watch(isTerminal: boolean) {
  const written: string[] = [];
  return { written, line: new StatusLine((text) => written.push(text), isTerminal, 0) };
}

describe("StatusLine", () => {
  it("rewrites its line once a second on a terminal", () => {
    const { written, line } = watch(true);
    const state = { tally: { ...TALLY, sent: 1_500, rejected: 1 }, sessions: 64 };
    line.refresh(state, 999);
    line.refresh(state, 1_000);
    line.refresh(state, 1_900);
    expect(written).toEqual(["\r\u001b[2K1500.0 events/s · 64 sessions · 1,500 sent, 1 rejected"]);
  });

  it("adds a line every ten seconds elsewhere, and tells of trouble", () => {
    const { written, line } = watch(false);
    const tally = { ...TALLY, retries: 7, failed: 5, waiting: 3, dropped: 2, complaint: "The API key was refused" };
    for (let now = 0; now <= 20_000; now += 500) line.refresh({ tally, sessions: 1 }, now);
    expect(written).toHaveLength(2);
    expect(written[0]).toContain("3 waiting, 7 retries, 2 dropped, 5 failed, (The API key was refused)\n");
  });
});
