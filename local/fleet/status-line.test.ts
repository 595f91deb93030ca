import { describe, expect, it } from "vitest";
import { StatusLine } from "./status-line.ts";
import { Tally } from "./tally.ts";

function watch(isTerminal: boolean) {
  const written: string[] = [];
  const tally = new Tally();
  const line = new StatusLine((text) => written.push(text), isTerminal, 0);
  return { written, tally, line, state: { tally, sessions: 64, waiting: 0, dropped: 0 } };
}

describe("StatusLine", () => {
  it("rewrites its line once a second on a terminal", () => {
    const { written, tally, line, state } = watch(true);
    tally.add(1_500, { outcome: "taken", accepted: 1_499, rejected: 1, retries: 0 });
    line.refresh(state, 999);
    line.refresh(state, 1_000);
    line.refresh(state, 1_900);
    expect(written).toEqual([
      "\r\u001b[2K1500.0 events/s · 64 sessions · 1,500 sent, 1,499 accepted, 1 rejected",
    ]);
  });

  it("adds a line every ten seconds elsewhere, and tells of trouble", () => {
    const { written, tally, line, state } = watch(false);
    tally.add(5, { outcome: "lost", detail: "connection refused", retries: 7 });
    for (let now = 0; now <= 20_000; now += 500) line.refresh(state, now);
    expect(written).toHaveLength(2);
    expect(written[0]).toContain("7 retries, 5 failed (connection refused)\n");
  });
});
