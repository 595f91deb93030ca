import type { AgentEvent, EventType } from "../../contract/event-fields.ts";
import { mintEventId } from "./event-id.ts";
import type { Random } from "./prng.ts";

/** An event of the simulation: its time is epoch ms. */
export type FleetEvent = AgentEvent & { timestamp: number };

/** What every event of a session says. */
export type Identity = Pick<
  FleetEvent,
  "session_id" | "user_id" | "agent_id" | "agent_version" | "team" | "repo" | "branch" | "environment"
>;

type Details = Omit<Partial<FleetEvent>, "event_id" | "event_type" | "timestamp" | "duration_ms" | keyof Identity>;

/** Writes a session down as it goes on. It has a clock of its own, and no two of its events share a millisecond. */
export class SessionLog {
  readonly #random: Random;
  readonly #identity: Identity;
  #now: number;
  #events: FleetEvent[] = [];

  constructor(random: Random, identity: Identity, startedAt: number) {
    this.#random = random;
    this.#identity = identity;
    this.#now = startedAt;
  }

  get now(): number {
    return this.#now;
  }

  /** Lets time pass in which nothing is reported. */
  wait(ms: number): void {
    this.#now += Math.round(ms);
  }

  /** Notes something that has no length. */
  note(type: EventType, details: Details = {}): void {
    this.#write(type, details);
  }

  /** Notes something that begins now and takes so long; the event's time is its end, as clients report it. */
  spend(type: EventType, ms: number, details: Details = {}): void {
    const durationMs = Math.max(1, Math.round(ms));
    this.#now += durationMs;
    this.#write(type, { ...details, duration_ms: durationMs });
  }

  /** Notes something that began at `since` and ends now. */
  conclude(type: EventType, since: number, details: Details = {}): void {
    this.#write(type, { ...details, duration_ms: this.#now - since });
  }

  /** Hands over what has been written since the last time, oldest first. */
  take(): FleetEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #write(type: EventType, details: Details & { duration_ms?: number }): void {
    const timestamp = this.#now++;
    this.#events.push({
      event_id: mintEventId(this.#random, timestamp),
      event_type: type,
      timestamp,
      ...this.#identity,
      ...details,
    });
  }
}
