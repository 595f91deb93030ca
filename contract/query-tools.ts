import { z } from "zod";
import { Freshness, nextCursor, pageOf, PeriodAnswer, PeriodQuery, value } from "./query.ts";

/** By what a list of tools can be ordered, the most first. */
export const TOOL_SORTS = ["calls", "failures", "rejected", "sessions", "users"] as const;
/** An order of tools. */
export type ToolSort = (typeof TOOL_SORTS)[number];

/** Query string of `GET /v1/tools`. */
export const ToolsQuery = PeriodQuery.extend({ sort: z.enum(TOOL_SORTS).default("calls"), ...pageOf(100, 25) });
export type ToolsQuery = z.infer<typeof ToolsQuery>;

/** A tool, by its calls and by what people or rules decided about them. */
export const ToolRow = z.object({
  tool_name: z.string(),
  calls: z.number(),
  failures: z.number().meta({ description: "Calls that say they failed." }),
  failure_rate: value,
  decisions: z.number().meta({ description: "`tool_decision` events that say how it was decided." }),
  accepted: z.number(),
  rejected: z.number(),
  acceptance_rate: value,
  p50_ms: value.meta({ description: "Of calls that say how long they took; within 1 %." }),
  p95_ms: value,
  sessions: z.number(),
  users: z.number(),
  agents: z.array(z.string()),
  last_seen: z.iso.datetime(),
  previous: z.object({ calls: z.number(), failures: z.number(), accepted: z.number(), rejected: z.number() })
    .nullable(),
  trend: z.array(value).meta({ description: "Calls per bucket." }),
}).meta({ id: "ToolRow" });
export type ToolRow = z.infer<typeof ToolRow>;

/** Answer of `GET /v1/tools`. */
export const ToolList = Freshness.extend({
  period: PeriodAnswer,
  buckets: z.array(z.iso.datetime()),
  total_keys: z.number().int(),
  data: z.array(ToolRow),
  next_cursor: nextCursor,
}).meta({ id: "ToolList" });
export type ToolList = z.infer<typeof ToolList>;
