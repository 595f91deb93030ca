import type { RejectedCounts } from "../../../contract/chunk.ts";
import { LIMITS } from "../../../contract/limits.ts";
import { AppError } from "../../../contract/problem.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { byteLength } from "./measure-object.ts";
import { type EventFault, validateEvent, type ValidationContext } from "./validate-event.ts";

/** One entry of `errors` in the answer. */
export interface RejectedEvent extends EventFault {
  index: number;
  event_id: string | null;
}

/** A batch after validation. */
export interface SortedBatch {
  accepted: AcceptedEvent[];
  /** Events refused, whether or not they are listed. */
  rejected: number;
  /** The same by code; missing when none was. */
  rejectedCodes?: RejectedCounts;
  /** Events left out because the batch has their id already. */
  duplicates: number;
  errors: RejectedEvent[];
}

/** Validates every event of a batch. A single event of another organisation fails the whole batch with `ORG_MISMATCH`. */
export function sortBatch(events: readonly unknown[], orgId: string, context: ValidationContext): SortedBatch {
  const batch: SortedBatch = { accepted: [], rejected: 0, duplicates: 0, errors: [] };
  const ids = new Set<string>();
  events.forEach((input, index) => {
    requireOwnOrg(input, index, orgId);
    const result = validateSized(input, context);
    if ("faults" in result) {
      batch.rejected++;
      batch.rejectedCodes = countCode(batch.rejectedCodes, result.faults[0]);
      const room = LIMITS.reportedErrors - batch.errors.length;
      const places = result.faults.slice(0, room);
      batch.errors.push(...places.map((fault) => ({ index, event_id: eventIdOf(input), ...fault })));
    } else if (ids.has(result.event.event_id)) {
      batch.duplicates++;
    } else {
      ids.add(result.event.event_id);
      batch.accepted.push(result.event);
    }
  });
  return batch;
}

/** Adds a refused event to the counts, under the first of its faults. */
export function countCode(counts: RejectedCounts = {}, fault: EventFault | undefined): RejectedCounts {
  const code = fault?.code ?? "INVALID_VALUE";
  return { ...counts, [code]: (counts[code] ?? 0) + 1 };
}

/**
 * A valid event is small: the field limits add up to less than the limit of a whole event. So only a refused one is measured,
 * to say that it is too large rather than which of its parts are.
 */
function validateSized(input: unknown, context: ValidationContext): ReturnType<typeof validateEvent> {
  const result = validateEvent(input, context);
  if ("event" in result || byteLength(JSON.stringify(input), LIMITS.eventBytes) <= LIMITS.eventBytes) return result;
  const detail = `The event is larger than ${LIMITS.eventBytes} bytes as JSON.`;
  return { faults: [{ code: "TOO_LARGE", pointer: "", detail }] };
}

function requireOwnOrg(input: unknown, index: number, orgId: string): void {
  const named = (input as { org_id?: unknown } | null)?.org_id;
  if (named === undefined || named === null || named === orgId) return;
  throw new AppError("ORG_MISMATCH", "An event names another organisation than the API key's.", {
    places: [{ pointer: `/events/${index}/org_id`, detail: "Leave org_id out, or send the key's own." }],
  });
}

function eventIdOf(input: unknown): string | null {
  const id = (input as { event_id?: unknown } | null)?.event_id;
  return typeof id === "string" ? id.slice(0, 128) : null;
}
