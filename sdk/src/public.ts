export type { Client, Fields, Session } from "./client.ts";
export type { Context, EventFields, EventType, OutgoingEvent, TrackedEvent } from "./event.ts";
export type { ClientOptions } from "./options.ts";
export type { Redact } from "./seal-event.ts";
export type { Spool, SpooledBatch, SpoolLog } from "./spool-port.ts";
export type { DropReason, Stats } from "./stats.ts";
export type { AbortSignalLike, Answer, Delivery, Transport } from "./transport.ts";
export { SDK_VERSION } from "./version.ts";
