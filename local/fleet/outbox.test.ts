import { describe, expect, it } from "vitest";
import { Outbox } from "./outbox.ts";
import { Random } from "./prng.ts";
import type { FleetEvent } from "./session-log.ts";

const event = (user: number, id = `${user}`): FleetEvent => ({
  event_id: id,
  event_type: "user_prompt",
  timestamp: 0,
  session_id: "s",
  user_id: `user-${user}`,
  agent_id: "claude-code",
});

function takeAll(outbox: Outbox): FleetEvent[][] {
  const batches: FleetEvent[][] = [];
  for (let batch = outbox.take(); batch !== undefined; batch = outbox.take()) batches.push(batch);
  return batches;
}

describe("Outbox", () => {
  it("keeps a sender's events for half a second to two seconds", () => {
    const outbox = new Outbox(new Random("x"));
    for (let user = 0; user < 50; user++) outbox.add(event(user), 1_000);
    outbox.collect(1_499);
    expect(takeAll(outbox)).toEqual([]);
    outbox.collect(3_000);
    expect(takeAll(outbox).flat()).toHaveLength(50);
    expect(outbox.waiting).toBe(0);
  });

  it("puts what is due together into one request, up to what one may hold, in each sender's order", () => {
    const outbox = new Outbox(new Random("x"));
    for (let i = 0; i < 2_300; i++) outbox.add(event(i % 3, `${i}`), 0);
    outbox.collect(2_000);
    const batches = takeAll(outbox);
    expect(batches.map((batch) => batch.length)).toEqual([1_000, 1_000, 300]);
    const ofOne = batches.flat().filter(({ user_id: id }) => id === "user-1").map(({ event_id: id }) => Number(id));
    expect(ofOne).toEqual(ofOne.toSorted((a, b) => a - b));
  });

  it("drops and counts what has no room", () => {
    const outbox = new Outbox(new Random("x"));
    for (let i = 0; i < 60_010; i++) outbox.add(event(1), 0);
    expect([outbox.waiting, outbox.dropped]).toEqual([60_000, 10]);
  });
});
