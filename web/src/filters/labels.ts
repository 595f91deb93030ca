import type { FilterName } from "../../../contract/metrics.ts";
import { agentName } from "../format/agent.ts";

/** What columns are called. */
export const COLUMN_LABELS: Record<FilterName, string> = {
  agent_id: "Agent",
  model: "Model",
  provider: "Provider",
  team: "Team",
  user_id: "User",
  environment: "Environment",
  event_type: "Event type",
  repo: "Repository",
  tool_name: "Tool",
  success: "Success",
  query_source: "Query source",
  session_id: "Session",
  branch: "Branch",
  agent_version: "Agent version",
  severity: "Severity",
  error_type: "Error type",
  fingerprint: "Error",
};

/** What is beyond the top of a breakdown. */
export const OTHER = "~other";

/** What events without a value in a column are called. */
const WITHOUT_VALUE: Partial<Record<FilterName, string>> = {
  model: "No model",
  provider: "No provider",
  team: "No team",
  user_id: "Nobody",
  repo: "No repository",
  tool_name: "No tool",
};

/** A value of a column as people read it. */
export function valueLabel(name: FilterName, value: string): string {
  if (value === OTHER) return "Other";
  if (value === "") return WITHOUT_VALUE[name] ?? "None";
  return name === "agent_id" ? agentName(value) : value;
}
