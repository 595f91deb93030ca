import { EVENT_FIELDS, type EventField } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";
import { byteLength, depthOf } from "../events/measure-object.ts";
import type { OtlpValue } from "./records/attributes.ts";

/**
 * Makes an event fit the limits instead of refusing it: an exporter cannot mend and resend what its tool said. Texts are
 * cut, counts rounded and bounded, metadata that is too large loses its largest entries and says which.
 */
export function fitEvent(event: Record<string, unknown>): Record<string, unknown> {
  const fitted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(event)) {
    const field = EVENT_FIELDS[name as keyof typeof EVENT_FIELDS] as EventField | undefined;
    if (field !== undefined && value !== undefined) fitted[name] = fitValue(field, value);
  }
  return fitted;
}

function fitValue(field: EventField, value: unknown): unknown {
  if (field.kind === "text" && typeof value === "string") return value.slice(0, field.max);
  if (field.kind === "count" && typeof value === "number") return Math.min(field.max, Math.round(value));
  if (field.kind === "amount" && typeof value === "number") return Math.min(field.max, value);
  if (field.kind === "object") return fitMetadata(value as Record<string, OtlpValue>);
  return value;
}

const CUT_TEXT = 2_000;

function fitMetadata(metadata: Record<string, OtlpValue>): Record<string, OtlpValue> {
  const entries = Object.entries(metadata).map(([key, value]): [string, OtlpValue] => {
    if (typeof value === "string") return [key, value.slice(0, CUT_TEXT)];
    // The value sits one level below the metadata itself.
    return [key, depthOf(value, LIMITS.metadataDepth) >= LIMITS.metadataDepth ? "(nested too deeply)" : value];
  });
  const sized = entries.map((entry) => ({ entry, bytes: byteLength(JSON.stringify(entry), 0) }))
    .sort((a, b) => a.bytes - b.bytes);
  const kept: [string, OtlpValue][] = [];
  const dropped: string[] = [];
  let room = LIMITS.metadataBytes - 1_024;
  for (const { entry, bytes } of sized) {
    room -= bytes;
    if (room >= 0) kept.push(entry);
    else dropped.push(entry[0].slice(0, 64));
  }
  if (dropped.length > 0) kept.push(["dropped_attributes", dropped.slice(0, 10)]);
  return Object.fromEntries(kept);
}
