import type { SessionPage } from "./read-sessions.ts";
import type { EventScope } from "./tenant-query.ts";

/** What an export holds, as it was asked for and may be seen: no later change of a role or a clock alters it. */
export interface ExportQuestion extends Pick<EventScope, "range" | "filters"> {
  sees: EventScope["tenant"]["sees"];
  /** Of events: text to find. */
  text?: string;
  /** Of sessions: which, and in what order. */
  sessions?: Omit<SessionPage, "after" | "limit">;
}
