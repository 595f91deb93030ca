import { z } from "@hono/zod-openapi";
import { EVENT_FIELDS, type EventField } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";

const EXAMPLES: Record<string, unknown> = {
  event_id: "01990f2e-7c1a-7d3b-9a54-2f1f7f0b6a10",
  event_type: "llm_request",
  session_id: "ses-1042",
  user_id: "ana@example.com",
  agent_id: "codex-cli",
  // The key says it.
  org_id: null,
  custom_type: null,
};

function schemaOf(field: EventField): z.ZodType {
  switch (field.kind) {
    case "text":
      return z.string().min(field.required === true ? 1 : 0).max(field.max);
    case "choice":
      return z.enum(field.values as [string, ...string[]]);
    case "count":
      return z.int().min(0).max(field.max);
    case "amount":
      return z.number().min(0).max(field.max);
    case "flag":
      return z.boolean();
    case "time":
      return z.union([z.iso.datetime({ offset: true }), z.int()]);
    case "object":
      return z.record(z.string(), z.unknown());
  }
}

const fields = Object.entries(EVENT_FIELDS as Record<string, EventField>).map(([name, field]) => {
  const schema = schemaOf(field);
  const told = name in EXAMPLES ? schema.meta({ example: EXAMPLES[name] }) : schema;
  return [name, field.required === true ? told : told.nullish()];
});

/** An event as it is sent, for the document: made of the table that the edge checks with. Unknown fields go to `metadata`. */
export const EventInput = z.looseObject(Object.fromEntries(fields) as Record<string, z.ZodType>).openapi("EventInput");

/** The body of a batch, in the form that says what it is. */
export const EventBatchInput = z.object({ events: z.array(EventInput).min(1).max(LIMITS.eventsPerRequest) });
