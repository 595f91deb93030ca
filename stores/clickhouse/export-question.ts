import type { EventScope } from "./tenant-query.ts";

/** What an export holds, as it was asked for and may be seen: no later change of a role or a clock alters it. */
export type ExportQuestion = Pick<EventScope, "range" | "filters"> & { sees: EventScope["tenant"]["sees"] };
