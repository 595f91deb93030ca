import { EVENT_FIELDS, EVENT_TYPES, type EventField } from "../../contract/event-fields.ts";
import { LIMITS } from "../../contract/limits.ts";

/** Stamped from the key's organisation; a client that names another is refused, so the SDK does not send it. */
const LEFT_OUT = ["org_id"];
const LIMITS_FOR_CLIENTS = ["eventsPerRequest", "metadataBytes", "metadataDepth"] as const;

/**
 * The SDK's `event-fields.generated.ts`. The package stands alone: neither its code nor its declarations may lead to the
 * contract, so what both must agree on is written out from it.
 */
export function renderEventFields(): string {
  const fields = Object.entries<EventField>(EVENT_FIELDS).filter(([name]) => !LEFT_OUT.includes(name));
  return [
    "// Written by `deno task sdk:build` from the contract. Do not edit.",
    "",
    "/** What an agent can report. */",
    `export type EventType =\n${EVENT_TYPES.map((type) => `  | "${type}"`).join("\n")};`,
    "",
    "/** The fields of an event, as they are on the wire. */",
    "export interface EventFields {",
    ...fields.flatMap(([name, field]) => [`  /** ${describeField(field)} */`, `  ${name}?: ${typeOf(name, field)};`]),
    "}",
    "",
    "/** The fields by the longest text that they take, in UTF-16 units; 0 for those that hold no text. */",
    "export const FIELDS_BY_LENGTH: Record<number, string> = {",
    ...[...groupByLength(fields)].map(([longest, names]) => `  ${longest}: "${names.join(" ")}",`),
    "};",
    "",
    "/** What the service takes at most. */",
    "export const SERVICE_LIMITS = {",
    ...LIMITS_FOR_CLIENTS.map((name) => `  ${name}: ${LIMITS[name]},`),
    "};",
    "",
  ].join("\n");
}

function describeField(field: EventField): string {
  switch (field.kind) {
    case "text":
      return `At most ${field.max} characters; a longer text is cut.`;
    case "count":
      return `A whole number from 0 to ${field.max}.`;
    case "amount":
      return `A number from 0 to ${field.max}.`;
    case "choice":
      return "One of the values listed.";
    case "flag":
      return "True or false.";
    case "time":
      return "ISO 8601 with a zone, or epoch milliseconds; the time of the call unless given.";
    case "object":
      return `Anything else that JSON can say; at most ${LIMITS.metadataBytes} bytes and ${LIMITS.metadataDepth} levels.`;
  }
}

function typeOf(name: string, field: EventField): string {
  if (name === "event_type") return "EventType";
  switch (field.kind) {
    case "text":
      return "string";
    case "count":
    case "amount":
      return "number";
    case "choice":
      return field.values.map((value) => `"${value}"`).join(" | ");
    case "flag":
      return "boolean";
    case "time":
      return "string | number | Date";
    case "object":
      return "Record<string, unknown>";
  }
}

function groupByLength(fields: [string, EventField][]): Map<number, string[]> {
  const groups = new Map<number, string[]>();
  for (const [name, field] of fields) groups.set(longestText(field), [...groups.get(longestText(field)) ?? [], name]);
  return groups;
}

/** Choices are passed on as they are for the service to judge, which may know more of them than this release. */
function longestText(field: EventField): number {
  if (field.kind === "text") return field.max;
  return field.kind === "choice" ? 64 : 0;
}
