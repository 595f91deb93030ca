import type { FilterName } from "../../../contract/metrics.ts";

/** A column of events that a question may name. */
export type ColumnName = FilterName;

/** What is wanted of a source. */
export type Want = "sums" | "sketches" | "outcomes";

/** An aggregate of events by hour and by day. */
export interface Source {
  /** Its tables are `<name>_hourly` and `<name>_daily`. */
  name: "types" | "agents" | "teams" | "metrics" | "sessions" | "session_models";
  /** The columns by which it keeps events apart. */
  columns: readonly ColumnName[];
  has: readonly Want[];
}

const OF_SESSION = ["session_id", "user_id", "agent_id", "team", "environment", "repo"] as const;

/** Every source, the coarsest first. */
export const SOURCES: readonly Source[] = [
  { name: "types", columns: ["event_type"], has: ["sums", "sketches"] },
  { name: "agents", columns: ["agent_id", "agent_version", "event_type"], has: ["sums", "sketches"] },
  { name: "teams", columns: ["team", "event_type"], has: ["sums", "sketches"] },
  {
    name: "metrics",
    columns: ["event_type", "provider", "model", "tool_name", "environment"],
    has: ["sums", "sketches"],
  },
  { name: "sessions", columns: OF_SESSION, has: ["sums", "outcomes"] },
  { name: "session_models", columns: [...OF_SESSION, "provider", "model", "query_source"], has: ["sums", "outcomes"] },
];

/** The coarsest source that has what is wanted for every one of the columns; none where events alone can tell. */
export function chooseSource(
  want: Want,
  columns: ReadonlySet<ColumnName>,
  sources: readonly Source[] = SOURCES,
): Source | undefined {
  return sources.find(({ has, columns: known }) => {
    return has.includes(want) && [...columns].every((column) => known.includes(column));
  });
}
