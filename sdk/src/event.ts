import type { EventFields, EventType } from "./event-fields.generated.ts";

export type { EventFields, EventType };

/** An event as it is handed to `track()`. What is not given comes from the client's context, or is made. */
export interface TrackedEvent extends EventFields {
  event_type: EventType;
}

/** An event as it leaves: with its id, its time and whom it is about. */
export interface OutgoingEvent extends EventFields {
  event_id: string;
  event_type: EventType;
  timestamp: string | number;
  session_id: string;
  user_id: string;
  agent_id: string;
}

/** What every event of a client says unless it says otherwise itself. */
export interface Context {
  /** The agent's stable name: `agent_id`. */
  agent?: string;
  /** `agent_version`. */
  version?: string;
  /** `production` unless given. */
  environment?: string;
  team?: string;
  /** Whose work it is: `user_id`. */
  user?: string;
  /** What the events of one run have in common: `session_id`. */
  session?: string;
  repo?: string;
  branch?: string;
  trace_id?: string;
  query_source?: EventFields["query_source"];
  /** Merged with the metadata of each event. */
  metadata?: Record<string, unknown>;
}

/** Stands for who or what is not known; it is not counted as a user or a session. */
const UNKNOWN = "unknown";

/** The names of a context that are not those of an event field, and the fields that they stand for. */
const FIELD_OF: Record<string, string> = {
  agent: "agent_id",
  version: "agent_version",
  user: "user_id",
  session: "session_id",
};
const NAMES = "agent version environment team user session repo branch trace_id query_source metadata";

/** A context under the names of event fields. Never throws; what cannot be read is left out. */
export function contextFields(context: Context | undefined, inherited?: EventFields): EventFields {
  const fields: Record<string, unknown> = inherited === undefined
    ? { session_id: UNKNOWN, user_id: UNKNOWN, agent_id: UNKNOWN }
    : { ...inherited };
  for (const name of NAMES.split(" ")) {
    try {
      const value = context?.[name as keyof Context];
      if (value === undefined || value === null || value === "") continue;
      fields[FIELD_OF[name] ?? name] = typeof value === "object" ? { ...inherited?.metadata, ...value } : value;
    } catch {
      // The host's object is at fault; the events are worth more than this field.
    }
  }
  return fields;
}
