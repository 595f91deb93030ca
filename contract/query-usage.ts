import { z } from "zod";
import { value } from "./query.ts";

/** How much of something is used. */
const Used = z.object({ used: z.number(), limit: value.meta({ description: "null without a limit." }) });

/** What is spent in a month, against what was to be spent. */
const Spending = z.object({
  used_usd: z.number(),
  estimated_share: value,
  projected_usd: z.number().meta({ description: "At the month's end, if the rest of it is as what was." }),
  limit_usd: value.meta({ description: "The budget; null where none is set." }),
});

/** Answer of `GET /v1/usage`: what is used of what the plan gives. Months are calendar months of UTC. */
export const Usage = z.object({
  as_of: z.iso.datetime(),
  plan: z.string(),
  month: z.object({ from: z.iso.datetime(), to: z.iso.datetime() }),
  events: Used.extend({
    share: value.meta({ description: "Of the limit; null without one." }),
    projected: z.number().meta({ description: "At the month's end, if the rest of it is as what was." }),
    exhausted_at: z.iso.datetime().nullable().meta({
      description: "When the limit will be reached at that pace; null if not this month.",
    }),
    previous_month: z.number(),
    by_day: z.array(z.object({ day: z.iso.date(), events: z.number() })),
  }).meta({ description: "By the time of receipt, as the quota counts them." }),
  spending: Spending.extend({
    teams: z.array(Spending.extend({ team: z.string() })).meta({
      description: "Teams with a budget, and the others that spent most; an empty name is events without a team.",
    }),
  }).meta({ id: "Spending", description: "By the time of the events, as every other cost." }),
  seats: Used.meta({ description: "Members." }),
  active_users: z.number().meta({ description: "Different users in this month's events." }),
  keys: z.object({ active: z.number(), ended: z.number(), last_used_at: z.iso.datetime().nullable() }),
  rate: z.object({ events_per_second: z.number(), requests_per_minute: z.number() }),
}).meta({ id: "Usage" });
export type Usage = z.infer<typeof Usage>;
/** What is spent in a month, against what was to be spent, by the organisation and its teams. */
export type Spending = Usage["spending"];
