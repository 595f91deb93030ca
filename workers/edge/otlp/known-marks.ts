import { isTimed, type Mark } from "../../../contract/telemetry.ts";

const MAX_KNOWN = 50_000;
/** How long an isolate relies on a mark without telling it again. */
const KNOWN_MS = 10 * 60_000;
/** A sender's mark is told again when its time has moved this far: the object allows for an hour. */
const TIME_STEP_MS = 5 * 60_000;

interface KnownMark {
  from: number;
  to: number;
  toldAt: number;
}

const known = new Map<string, KnownMark>();

function nameOf(orgId: string, { scope, measure, rank }: Mark): string {
  return `${orgId} ${scope} ${measure} ${rank}`;
}

/** Of some marks, those that this isolate has not told lately: the telemetry of a running session has none. */
export function unknownMarks(orgId: string, marks: Iterable<Mark>, now: number): Mark[] {
  return [...marks].filter((mark) => {
    const told = known.get(nameOf(orgId, mark));
    if (told === undefined || now - told.toldAt > KNOWN_MS) return true;
    return isTimed(mark.scope) && (mark.at < told.from - TIME_STEP_MS || mark.at > told.to + TIME_STEP_MS);
  });
}

/** Remembers marks that the telemetry object has taken. */
export function rememberMarks(orgId: string, marks: readonly Mark[], now: number): void {
  if (known.size + marks.length > MAX_KNOWN) known.clear();
  for (const mark of marks) {
    const name = nameOf(orgId, mark);
    const told = known.get(name);
    known.set(name, {
      from: Math.min(told?.from ?? mark.at, mark.at),
      to: Math.max(told?.to ?? mark.at, mark.at),
      toldAt: now,
    });
  }
}
