import { describe, expect, it } from "vitest";
import { validateEvent } from "../../workers/edge/events/validate-event.ts";
import { findCompany } from "./cast.ts";
import type { Company, Sender } from "./company.ts";
import { type FindIncident, incidentsIn } from "./incidents.ts";
import { Random } from "./prng.ts";
import { runSession } from "./run-session.ts";
import type { FleetEvent } from "./session-log.ts";

const startedAt = Date.UTC(2026, 10, 18, 9);
const calm = incidentsIn([]);

function senders(): Sender[] {
  return ["kestrel", "northwind"].map((slug) => findCompany(slug) as Company).flatMap(({ pairs, services }) => [
    ...pairs,
    ...services,
  ]);
}

function playSessions(seed: string, findIncident: FindIncident = calm): FleetEvent[][] {
  return senders().map((sender) => [
    ...runSession({ random: new Random(seed, sender.userId, sender.agent.id), sender, startedAt, findIncident }),
  ]);
}

const sum = (values: (number | undefined)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

describe("runSession()", () => {
  const sessions = playSessions("one");
  const events = sessions.flat();

  it("makes events that the edge accepts", () => {
    const context = { now: startedAt + 3_600_000, source: "http" } as const;
    const faults = events.map((event) => validateEvent({ ...event }, context)).filter((result) => "faults" in result);
    expect(faults).toEqual([]);
  });

  it("repeats itself for a seed, and only for that", () => {
    expect(playSessions("one")).toEqual(sessions);
    expect(playSessions("two")).not.toEqual(sessions);
  });

  it("gives every event an id of its own: a UUIDv7 of the event's time", () => {
    expect(new Set(events.map((event) => event.event_id)).size).toBe(events.length);
    for (const { event_id: id, timestamp } of events) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(timestamp);
    }
  });

  it("begins with session_start, ends with session_end, and never goes back in time", () => {
    for (const session of sessions) {
      expect([session[0]?.event_type, session.at(-1)?.event_type]).toEqual(["session_start", "session_end"]);
      expect(session.every((event, i) => i === 0 || event.timestamp > (session[i - 1]?.timestamp ?? 0))).toBe(true);
    }
  });

  it("dates an event at its end: none of them began before its session", () => {
    for (const event of events) expect(event.timestamp - (event.duration_ms ?? 0)).toBeGreaterThanOrEqual(startedAt);
  });

  it("says what a request cost for Claude Code alone", () => {
    const requests = events.filter((event) => event.event_type === "llm_request");
    const told = new Set(requests.filter((event) => event.cost_usd !== undefined).map((event) => event.agent_id));
    expect([...told]).toEqual(["claude-code"]);
    expect(requests.every((event) => event.agent_id !== "claude-code" || (event.cost_usd ?? 0) > 0)).toBe(true);
  });

  it("reads most of its input from the providers' caches", () => {
    const read = sum(events.map((event) => event.cache_read_tokens));
    const rest = sum(events.map((event) => (event.input_tokens ?? 0) + (event.cache_creation_tokens ?? 0)));
    expect(read / (read + rest)).toBeGreaterThan(0.8);
  });

  it("retries refused requests during an incident and gives up after five", () => {
    const refusing = (["anthropic", "openai", "google"] as const).map((provider) => ({
      provider,
      from: startedAt,
      to: startedAt + 1e9,
      refusalChance: 1,
      slowdown: 1,
    }));
    for (const session of playSessions("one", incidentsIn(refusing))) {
      expect(session.filter((event) => event.event_type === "llm_request")).toEqual([]);
      const attempts = session.filter((event) => event.event_type === "error").map((event) => event.metadata?.attempt);
      expect(attempts.slice(-5)).toEqual([1, 2, 3, 4, 5]);
      expect(session.at(-2)?.event_type).toBe("task_error");
    }
  });

  it("goes on in mid-life with a conversation that is long already", () => {
    const { pairs: [sender] } = findCompany("kestrel") as Company;
    const start = (turnsDone: number) => [
      ...runSession({ random: new Random("mid"), sender, startedAt, findIncident: calm, turnsDone }),
    ];
    const firstRequest = (session: FleetEvent[]) =>
      session.find((event) => event.event_type === "llm_request" && event.query_source === "main");
    const context = (event: FleetEvent | undefined) =>
      sum([event?.input_tokens, event?.cache_read_tokens, event?.cache_creation_tokens]);
    expect(start(5)[0]?.event_type).toBe("user_prompt");
    expect(context(firstRequest(start(5)))).toBeGreaterThan(context(firstRequest(start(0))) + 30_000);
  });
});
