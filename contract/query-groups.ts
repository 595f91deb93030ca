import { z } from "zod";
import { METRIC_NAMES } from "./metrics.ts";
import { Freshness, MetricPart, nextCursor, pageOf, PeriodAnswer, PeriodQuery, value } from "./query.ts";

/** Query string of the lists of agents, users, teams and models: most of a metric first. */
export const GroupsQuery = PeriodQuery.extend({
  sort: z.enum(METRIC_NAMES).default("cost_usd"),
  ...pageOf(100, 25),
});
export type GroupsQuery = z.infer<typeof GroupsQuery>;

/** What is told of every agent, user, team and model. */
const GroupRow = z.object({
  events: z.number(),
  sessions: z.number(),
  active_users: z.number(),
  success_rate: value,
  llm_requests: z.number(),
  tool_calls: z.number(),
  tool_failures: z.number(),
  errors: z.number(),
  error_rate: value,
  tokens: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_creation_tokens: z.number(),
  reasoning_tokens: z.number(),
  cache_hit_ratio: value,
  p95_latency_ms: value,
  mean_latency_ms: value,
  cost: MetricPart.meta({ description: "In US dollars." }),
  estimated_cost_share: value,
  sessions_previous: value.meta({ description: "In the period before; null where it was not asked for." }),
  first_seen: z.iso.datetime().meta({ description: "In the period." }),
  last_seen: z.iso.datetime(),
  trend: z.array(value).meta({ description: "The ordering metric per bucket." }),
});

/** An agent. */
export const AgentRow = GroupRow.extend({
  agent_id: z.string(),
  versions: z.array(z.string()).meta({ description: "At most twenty, as in the lists below." }),
  models: z.array(z.string()),
  environments: z.array(z.string()),
}).meta({ id: "AgentRow" });
export type AgentRow = z.infer<typeof AgentRow>;

/** A person, or whoever agents say they work for. */
export const UserRow = GroupRow.extend({
  user_id: z.string(),
  teams: z.array(z.string()),
  agents: z.array(z.string()),
}).meta({ id: "UserRow" });
export type UserRow = z.infer<typeof UserRow>;

/** A team. */
export const TeamRow = GroupRow.extend({ team: z.string(), agents: z.array(z.string()) }).meta({ id: "TeamRow" });
export type TeamRow = z.infer<typeof TeamRow>;

/** A model. */
export const ModelRow = GroupRow.extend({
  model: z.string(),
  providers: z.array(z.string()),
  agents: z.array(z.string()),
}).meta({ id: "ModelRow" });
export type ModelRow = z.infer<typeof ModelRow>;

function listOf<R extends z.ZodType>(row: R, id: string) {
  return Freshness.extend({
    period: PeriodAnswer,
    buckets: z.array(z.iso.datetime()).meta({ description: "Start of each bucket of the trends." }),
    total_keys: z.number().int(),
    data: z.array(row),
    next_cursor: nextCursor,
  }).meta({ id });
}

/** Answer of `GET /v1/agents`. */
export const AgentList = listOf(AgentRow, "AgentList");
export type AgentList = z.infer<typeof AgentList>;
/** Answer of `GET /v1/users`. */
export const UserList = listOf(UserRow, "UserList");
export type UserList = z.infer<typeof UserList>;
/** Answer of `GET /v1/teams`. */
export const TeamList = listOf(TeamRow, "TeamList");
export type TeamList = z.infer<typeof TeamList>;
/** Answer of `GET /v1/models`. */
export const ModelList = listOf(ModelRow, "ModelList");
export type ModelList = z.infer<typeof ModelList>;
