import type { GroupName } from "../../contract/metrics.ts";

/** Columns by the names of groupings; nothing else can become an identifier in a query. */
export const GROUP_COLUMNS = {
  agent_id: "agent_id",
  model: "model",
  provider: "provider",
  team: "team",
  user_id: "user_id",
  environment: "environment",
  event_type: "event_type",
  repo: "repo",
  tool_name: "tool_name",
  query_source: "query_source",
} as const satisfies Record<GroupName, string>;
