import { LIMITS } from "./limits.ts";
import type { SessionActivity } from "./live.ts";
import { kindNumber, type PackedSession } from "./packed-session.ts";
import type { EventCounts } from "./packed-window.ts";
import { type AcceptedEvent, isError } from "./stored-event.ts";
import { labelOf } from "./tail-line.ts";

const BAR = {
  prompt: kindNumber("prompt"),
  llm: kindNumber("llm"),
  tool: kindNumber("tool"),
  error: kindNumber("error"),
};

/** Adds a session's events up to a {@link PackedSession}. */
export class SessionSums {
  readonly #first: AcceptedEvent;
  #firstAt: number;
  #newest: AcceptedEvent;
  #endedAt: number | undefined;
  #team: string | undefined;
  #repo: string | undefined;
  #model: string | undefined;
  #events = 0;
  #errors = 0;
  #turns = 0;
  #tokens = 0;
  #costNano = 0;
  #isEstimated = false;
  /** Newest last. */
  readonly #bars: AcceptedEvent[] = [];

  /** @param event the session's first event; it is to be added as well */
  constructor(event: AcceptedEvent) {
    this.#first = event;
    this.#newest = event;
    this.#firstAt = event.timestamp;
  }

  /** Adds an event that counts as `counts` says, or takes it back; `tokens` is the sum of all five kinds. */
  add(event: AcceptedEvent, counts: EventCounts, tokens: number): void {
    const { timestamp, event_type: type } = event;
    if (timestamp < this.#firstAt) this.#firstAt = timestamp;
    if (timestamp >= this.#newest.timestamp) this.#newest = event;
    if (type === "session_end") this.#endedAt = timestamp;
    if (event.team !== undefined) this.#team = event.team;
    if (event.repo !== undefined) this.#repo = event.repo;
    if (event.model !== undefined) this.#model = event.model;
    this.#events += counts[0];
    this.#errors += counts[1];
    if (type === "user_prompt") this.#turns += counts[0];
    this.#tokens += tokens;
    this.#costNano += counts[10];
    if (event.cost_source === "estimated") this.#isEstimated = true;
    if (counts[0] === -1 || barOf(event) === undefined) return;
    if (this.#bars.length === LIMITS.spansPerSession) this.#bars.shift();
    this.#bars.push(event);
  }

  pack(): PackedSession {
    const { session_id, agent_id, user_id } = this.#first;
    return {
      session_id,
      agent_id,
      user_id,
      ...(this.#team === undefined ? {} : { team: this.#team }),
      ...(this.#repo === undefined ? {} : { repo: this.#repo }),
      ...(this.#model === undefined ? {} : { model: this.#model }),
      first_at: this.#firstAt,
      last_at: this.#newest.timestamp,
      ...(this.#endedAt === undefined ? {} : { ended_at: this.#endedAt }),
      doing: doing(this.#newest),
      events: this.#events,
      errors: this.#errors,
      turns: this.#turns,
      tokens: this.#tokens,
      cost_nano: this.#costNano,
      ...(this.#isEstimated ? { cost_estimated: true as const } : {}),
      spans: this.#packBars(),
    };
  }

  #packBars(): number[] {
    const packed: number[] = [];
    for (const event of this.#bars) {
      packed.push(barOf(event) as number, event.timestamp - this.#firstAt, event.duration_ms ?? 0);
    }
    return packed;
  }
}

function doing(event: AcceptedEvent): SessionActivity["doing"] {
  const { event_type, success } = event;
  return { event_type, label: labelOf(event), ...(success === undefined ? {} : { success }) };
}

/** The bar that an event draws in its session's ribbon. An event's time is when it ended; clients report calls once they are over. */
function barOf(event: AcceptedEvent): number | undefined {
  if (isError(event)) return BAR.error;
  switch (event.event_type) {
    case "llm_request":
      return BAR.llm;
    case "tool_call":
      return event.success === false ? BAR.error : BAR.tool;
    case "user_prompt":
      return BAR.prompt;
    default:
      return undefined;
  }
}
