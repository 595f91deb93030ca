import type { Amendment } from "../../contract/amendment.ts";
import { type AcceptedEvent, UNKNOWN } from "../../contract/stored-event.ts";
import type { TraceContext } from "../../contract/telemetry.ts";
import { type ReportedTokens, splitTokens } from "../../contract/tokens.ts";
import type { Entry } from "./storage.ts";

/** What an entry's event says by now: its parts added up, and its session where the trace has told it. */
export function currentEvent({ event, parts }: Entry, context: TraceContext | undefined): AcceptedEvent {
  const current = inContext(event, context);
  if (parts === undefined) return current;
  const reported: ReportedTokens = {};
  for (const [type, value] of Object.values(parts.points)) reported[type] = (reported[type] ?? 0) + value;
  for (const [name, value] of Object.entries(splitTokens(reported, parts.rule))) {
    if (value > 0) current[name as keyof ReturnType<typeof splitTokens>] = Math.round(value);
  }
  return current;
}

/** An event whose session was a guess, with what its trace says instead; a user or team that it names itself stays. */
function inContext(event: AcceptedEvent, context: TraceContext | undefined): AcceptedEvent {
  if (context === undefined) return { ...event };
  const { session_id = event.session_id, user_id, team } = context;
  const named: AcceptedEvent = { ...event, session_id };
  if (user_id !== undefined && event.user_id === UNKNOWN) named.user_id = user_id;
  if (team !== undefined && event.team === undefined) named.team = team;
  return named;
}

/** What amendments keep of a version that they replace: everything but what nobody adds up. */
export function withoutMetadata(event: AcceptedEvent): AcceptedEvent {
  const kept = { ...event };
  delete kept.metadata;
  delete kept.amends;
  return kept;
}

/**
 * Adds what an event says by now to the versions of its entry, unless the latest one says so. An event that is lost before any
 * version was handed out stays without one.
 * @param current `undefined` when somebody more trustworthy tells the same
 * @returns whether there is a new version
 */
export function addVersion(entry: Entry, current: AcceptedEvent | undefined): boolean {
  const latest = entry.versions.at(-1);
  if (latest === undefined) {
    if (current === undefined) return false;
    entry.versions = [{ version: 0, event: current }];
    entry.isPending = true;
    return true;
  }
  const next: AcceptedEvent = current ?? { ...withoutMetadata(entry.event), is_deleted: 1 };
  if (saysTheSame(latest.event, next)) return false;
  const amends: Amendment = { version: latest.version + 1, previous: withoutMetadata(latest.event) };
  entry.versions.push({ version: amends.version, event: { ...next, amends } });
  entry.isPending = true;
  return true;
}

function saysTheSame(a: AcceptedEvent, b: AcceptedEvent): boolean {
  if (a.is_deleted !== undefined || b.is_deleted !== undefined) return a.is_deleted === b.is_deleted;
  return JSON.stringify(withoutMetadata(a)) === JSON.stringify(withoutMetadata(b));
}

/** Marks versions up to one as being in the queue. Answers whether nothing more can become of the entry. */
export function confirmVersion(entry: Entry, version: number): boolean {
  entry.confirmed = Math.max(entry.confirmed, version);
  const [latest] = entry.versions.slice(-1);
  entry.versions = entry.versions.filter((one) => one.version > entry.confirmed || one === latest);
  entry.isPending = latest !== undefined && latest.version > entry.confirmed;
  return !entry.isPending && latest?.event.is_deleted !== undefined;
}
