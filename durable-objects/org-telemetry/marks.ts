import { type Contest, isTimed, type Mark, type Rank, type Scope } from "../../contract/telemetry.ts";
import { MAX_ANCESTORS, SENDER_SLACK_MS } from "./constants.ts";
import type { Known, TelemetryStorage } from "./storage.ts";

/** Writes a mark down. Answers whether it says more than was known. */
export function takeMark(storage: TelemetryStorage, { scope, measure, rank, at }: Mark, now: number): boolean {
  const known = storage.readMark(scope, measure);
  const next: Known = known === undefined ? { rank, from: at, to: at } : {
    rank: Math.max(known.rank, rank),
    from: Math.min(known.from, at),
    to: Math.max(known.to, at),
  };
  const says = known === undefined || next.rank > known.rank ||
    (isTimed(scope) && (next.from < known.from || next.to > known.to));
  if (says) storage.writeMark(scope, measure, next, now);
  return says;
}

/** Whether somebody more trustworthy tells what is contested. */
export function isLost(storage: TelemetryStorage, contest: Contest | undefined): boolean {
  if (contest === undefined) return false;
  return (Object.entries(contest.losesTo) as [Scope, Rank][]).some(([scope, rank]) => {
    const known = storage.readMark(scope, contest.measure);
    if (known === undefined || known.rank < rank) return false;
    return !isTimed(scope) ||
      (contest.from <= known.to + SENDER_SLACK_MS && contest.to >= known.from - SENDER_SLACK_MS);
  });
}

/** A span's scope: what is told there is told by spans below it. */
export function spanScope(traceId: string, spanId: string): Scope {
  return `p:${traceId}:${spanId}`;
}

/** The spans above one, nearest first, as far as they are known. */
export function ancestorsOf(parents: ReadonlyMap<string, string>, spanId: string): string[] {
  const ancestors: string[] = [];
  for (let at = parents.get(spanId); at !== undefined && ancestors.length < MAX_ANCESTORS; at = parents.get(at)) {
    if (ancestors.includes(at)) break;
    ancestors.push(at);
  }
  return ancestors;
}
