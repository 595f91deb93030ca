import { EVENT_FIELDS, type EventField, type EventFieldName } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";
import type { ProblemCode } from "../../../contract/problem.ts";
import type { AcceptedEvent, EventSource } from "../../../contract/stored-event.ts";
import { byteLength, depthOf } from "./measure-object.ts";
import { parseTime } from "./parse-time.ts";

/** What is wrong with one event, and where. */
export interface EventFault {
  code: ProblemCode;
  /** RFC 6901, relative to the event. */
  pointer: string;
  detail: string;
}

/** What a validation knows besides the event. */
export interface ValidationContext {
  /** Epoch ms. */
  now: number;
  source: EventSource;
}

const FIELDS = Object.entries(EVENT_FIELDS) as [EventFieldName, EventField][];
const KNOWN = new Set<string>(Object.keys(EVENT_FIELDS));

/**
 * Checks one event against the field table. Fields the table does not know are kept under `metadata`, so that a newer client
 * loses nothing against an older service.
 * @returns the event with its time normalised, or everything that is wrong with it
 */
export function validateEvent(
  input: unknown,
  { now, source }: ValidationContext,
): { event: AcceptedEvent } | { faults: EventFault[] } {
  if (typeof input !== "object" || input === null || Array.isArray(input)) {
    return { faults: [{ code: "INVALID_TYPE", pointer: "", detail: "An event is a JSON object." }] };
  }
  const given = input as Record<string, unknown>;
  const event: Record<string, unknown> = {};
  const faults: EventFault[] = [];
  for (const [name, field] of FIELDS) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (field.required) faults.push({ code: "REQUIRED", pointer: `/${name}`, detail: `${name} is required.` });
      continue;
    }
    const fault = checkField(name, field, value, now);
    if (fault !== undefined) faults.push(fault);
    else event[name] = field.kind === "time" ? parseTime(value) : value;
  }
  keepUnknownFields(given, event);
  const metadata = event.metadata;
  if (metadata !== undefined) faults.push(...checkMetadata(metadata));
  if (event.event_type === "custom" && event.custom_type === undefined) {
    faults.push({ code: "REQUIRED", pointer: "/custom_type", detail: "custom_type is required for custom events." });
  }
  if (faults.length > 0) return { faults };
  event.source = source;
  event.cost_source = event.cost_usd === undefined ? "none" : "reported";
  if (typeof event.duration_ms === "number") event.duration_ms = Math.round(event.duration_ms);
  return { event: event as AcceptedEvent };
}

function checkField(name: string, field: EventField, value: unknown, now: number): EventFault | undefined {
  const pointer = `/${name}`;
  const wrongType = (expected: string): EventFault => ({
    code: "INVALID_TYPE",
    pointer,
    detail: `${name} must be ${expected}.`,
  });
  switch (field.kind) {
    case "text":
      if (typeof value !== "string") return wrongType("a string");
      if (value.length > field.max) {
        return { code: "TOO_LONG", pointer, detail: `${name} is longer than ${field.max} characters.` };
      }
      if (field.required && value === "") return { code: "REQUIRED", pointer, detail: `${name} must not be empty.` };
      return undefined;
    case "choice":
      if (typeof value !== "string") return wrongType("a string");
      if (field.values.includes(value)) return undefined;
      return {
        code: name === "event_type" ? "UNKNOWN_EVENT_TYPE" : "INVALID_VALUE",
        pointer,
        detail: `${name} must be one of ${field.values.join(", ")}.`,
      };
    case "count":
    case "amount":
      if (typeof value !== "number" || !Number.isFinite(value)) return wrongType("a number");
      if (field.kind === "count" && !Number.isInteger(value)) return wrongType("a whole number");
      if (value < 0 || value > field.max) {
        return { code: "INVALID_VALUE", pointer, detail: `${name} must be between 0 and ${field.max}.` };
      }
      return undefined;
    case "flag":
      return typeof value === "boolean" ? undefined : wrongType("true or false");
    case "time":
      return checkTime(value, pointer, now);
    case "object":
      return typeof value === "object" && !Array.isArray(value) ? undefined : wrongType("a JSON object");
  }
}

function checkTime(value: unknown, pointer: string, now: number): EventFault | undefined {
  const time = parseTime(value);
  if (time === undefined) {
    return {
      code: "INVALID_VALUE",
      pointer,
      detail: "timestamp must be ISO 8601 with a time zone, or epoch milliseconds.",
    };
  }
  if (time < now - LIMITS.eventAgeMs) {
    return { code: "TIMESTAMP_OUT_OF_RANGE", pointer, detail: "timestamp is older than 13 months." };
  }
  if (time > now + LIMITS.eventFutureMs) {
    return { code: "TIMESTAMP_OUT_OF_RANGE", pointer, detail: "timestamp is more than 24 hours in the future." };
  }
  return undefined;
}

function keepUnknownFields(given: Record<string, unknown>, event: Record<string, unknown>): void {
  let kept: Record<string, unknown> | undefined;
  for (const name in given) {
    if (KNOWN.has(name) || given[name] === undefined) continue;
    kept ??= { ...(event.metadata as Record<string, unknown> | undefined) };
    if (!Object.hasOwn(kept, name)) kept[name] = given[name];
  }
  if (kept !== undefined) event.metadata = kept;
}

function checkMetadata(metadata: unknown): EventFault[] {
  const pointer = "/metadata";
  if (depthOf(metadata, LIMITS.metadataDepth) > LIMITS.metadataDepth) {
    return [{ code: "TOO_DEEP", pointer, detail: `metadata nests deeper than ${LIMITS.metadataDepth} levels.` }];
  }
  if (byteLength(JSON.stringify(metadata), LIMITS.metadataBytes) > LIMITS.metadataBytes) {
    return [{ code: "TOO_LARGE", pointer, detail: `metadata is larger than ${LIMITS.metadataBytes} bytes as JSON.` }];
  }
  return [];
}
