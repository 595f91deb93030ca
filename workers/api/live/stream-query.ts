import { z } from "@hono/zod-openapi";
import { EVENT_TYPES } from "../../../contract/event-fields.ts";
import { LIVE_CHANNELS, type LiveChannel, type TailFilter } from "../../../contract/live.ts";

/** A parameter that may come several times. */
const several = <S extends z.ZodType<string>>(schema: S) =>
  z.union([schema.transform((one) => [one]), z.array(schema).max(50)]).optional();
const name = z.string().min(1).max(256);

/** Parameters of `GET /v1/live/stream`. */
export const StreamQuery = z.strictObject({
  org_id: z.string().max(128).optional(),
  ticket: z.string().max(512).optional().meta({ description: "A ticket from POST /v1/live/tickets." }),
  channels: several(z.enum(LIVE_CHANNELS)).meta({ description: "What to hear of; everything when left out." }),
  event_type: several(z.enum(EVENT_TYPES)),
  agent_id: several(name),
  team: several(name),
  environment: several(name),
  model: several(name),
  errors_only: z.enum(["true", "false"]).optional(),
  text: z.string().min(1).max(200).optional().meta({ description: "A text that lines of the tail must hold." }),
});

/** Headers of `GET /v1/live/stream`. */
export const StreamHeaders = z.object({
  "last-event-id": z.string().regex(/^\d{1,15}$/).optional().meta({
    description: "The last id that was read: windows that changed since come again.",
  }),
});

/** What a client of the stream wants to hear. */
export interface LiveQuestion {
  channels: LiveChannel[];
  filter: TailFilter;
  /** The last change of windows that it knows. */
  cursor: number | undefined;
}

/** Reads what a client of the stream wants to hear. */
export function readQuestion(
  { channels, errors_only, event_type, agent_id, team, environment, model, text }: z.output<typeof StreamQuery>,
  { "last-event-id": lastId }: z.output<typeof StreamHeaders>,
): LiveQuestion {
  return {
    channels: channels ?? [...LIVE_CHANNELS],
    filter: { event_type, agent_id, team, environment, model, text, errors_only: errors_only === "true" },
    cursor: lastId === undefined ? undefined : Number(lastId),
  };
}
