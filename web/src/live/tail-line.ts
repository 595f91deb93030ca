import type { TailEvent } from "../../../contract/live.ts";
import { eventTypeWords } from "../format/event-type.ts";
import { formatDuration } from "../format/duration.ts";
import { formatAxis } from "../format/number.ts";
import { type Kind, kindOf } from "../icons/kinds.tsx";

/** What one line of the tail says. */
export interface TailLine {
  kind: Kind;
  text: string;
  /** Tokens of a model call, duration of anything else. */
  amount: string;
  /** Whether it is marked as an error. */
  bad: boolean;
}

function shortTokens(tokens: number): string {
  return `${tokens < 1000 ? tokens : formatAxis(Number(tokens.toPrecision(3)))} tok`;
}

/** How an event reads in the tail. */
export function tailLine(event: TailEvent): TailLine {
  const kind = kindOf(event.event_type);
  const bad = kind === "error" || (event.success === false && kind === "llm");
  const failed = event.success === false && kind === "tool";
  const problem = [event.error_type, event.error_message].filter((part) => part !== undefined && part !== "").join(
    ", ",
  );
  const heading = kind === "session" || event.label === "" ? eventTypeWords(event.event_type) : event.label;
  const text = bad && problem !== "" ? problem : failed ? `${heading}, failed` : heading;
  const amount = event.tokens !== undefined && event.tokens > 0 && !bad
    ? shortTokens(event.tokens)
    : event.duration_ms === undefined
    ? ""
    : formatDuration(event.duration_ms);
  return { kind, text, amount, bad };
}
