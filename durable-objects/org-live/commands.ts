import * as z from "zod/mini";
import { LIVE_CHANNELS, type LiveCommand } from "../../contract/live.ts";

const names = z.optional(z.array(z.string().check(z.maxLength(256))).check(z.maxLength(50)));
const count = z.number().check(z.int(), z.nonnegative());
const Command = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("SUBSCRIBE"),
    channels: z.array(z.enum(LIVE_CHANNELS)),
    filter: z.optional(z.object({
      event_type: names,
      agent_id: names,
      team: names,
      environment: names,
      model: names,
      errors_only: z.optional(z.boolean()),
      text: z.optional(z.string().check(z.minLength(1), z.maxLength(200))),
    })),
    batched: z.optional(z.boolean()),
  }),
  z.object({ type: z.literal("RESUME"), cursor: count }),
  z.object({ type: z.literal("SEEN"), chars: count }),
  z.object({ type: z.literal("RENEW"), ticket: z.string().check(z.maxLength(512)) }),
]);

/** Reads a client's message; `undefined` when it is not a command. */
export function parseCommand(text: string): LiveCommand | undefined {
  try {
    return Command.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
