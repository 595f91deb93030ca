import type { AcceptedEvent } from "./stored-event.ts";

/**
 * Says that a row replaces an earlier version of the same event, as happens when a more trustworthy source of the same facts
 * arrives after it. The row has the same place in the table (type, time and id); the live view takes `previous` back.
 */
export interface Amendment {
  /** 1 for the first row that replaces the original one. */
  version: number;
  /** The version before, without its metadata. */
  previous: AcceptedEvent;
}

/** The id under which a version of an event is counted: an amendment is not a repeat of what it amends. */
export function versionId(event: Pick<AcceptedEvent, "event_id" | "amends">): string {
  return event.amends === undefined ? event.event_id : `${event.event_id}#${event.amends.version}`;
}
