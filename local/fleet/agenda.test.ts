import { describe, expect, it } from "vitest";
import { Agenda } from "./agenda.ts";
import { Random } from "./prng.ts";

describe("Agenda", () => {
  it("gives entries back in the order of their times, whatever order they came in", () => {
    const random = new Random("agenda");
    const agenda = new Agenda<{ at: number }>();
    const times = Array.from({ length: 500 }, () => random.integer(0, 300));
    for (const at of times) agenda.add({ at });
    const taken: number[] = [];
    for (let entry = agenda.takeDue(300); entry !== undefined; entry = agenda.takeDue(300)) taken.push(entry.at);
    expect(taken).toEqual(times.sort((a, b) => a - b));
    expect(agenda.size).toBe(0);
  });

  it("keeps what is still to come", () => {
    const agenda = new Agenda<{ at: number }>();
    agenda.add({ at: 2 });
    agenda.add({ at: 1 });
    expect([agenda.takeDue(1)?.at, agenda.takeDue(1)]).toEqual([1, undefined]);
    expect(agenda.size).toBe(1);
  });
});
