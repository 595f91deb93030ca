import { z } from "zod";

/** Most budgets that an organisation can have. */
export const MAX_BUDGETS = 200;

/** Body of `PUT /v1/budgets`: what a team, or the organisation, is to spend in a calendar month of UTC. */
export const Budget = z.strictObject({
  team: z.string().min(1).max(256).regex(/^\P{Cc}*$/u, "must not have control characters").nullable().meta({
    description: "As events name it; null is the whole organisation.",
    example: "Payments",
  }),
  limit_usd: z.number().positive().max(1e9).multipleOf(0.01).nullable().meta({
    description: "US dollars a month, whole cents; null takes the budget away.",
    example: 5_200,
  }),
}).meta({ id: "Budget" });
/** What a team, or the organisation, is to spend in a month. */
export type Budget = z.infer<typeof Budget>;
