import { randomRows } from "./random-rows.ts";
import { isErrorRow } from "./reference-metrics.ts";
import type { StoredRow } from "./stored-rows.ts";

const TOOLS = ["Bash", "Edit", "Read", ""];
const FAULTS = ["Timeout", "Overloaded", "Refused", "BrokenPipe", "BadInput"];

/** Random rows with what tools, errors and parents are told by. */
export function fleetRows(count: number, from: number, to: number, seed = 1): StoredRow[] {
  const rows = randomRows(count, from, to, seed);
  const firstOf = new Map<string, StoredRow>();
  return rows.map((row, i) => {
    const isTool = row.event_type === "tool_call" || row.event_type === "tool_decision";
    const fault = FAULTS[i % FAULTS.length] ?? "";
    const first = firstOf.get(row.session_id);
    if (first === undefined || row.timestamp < first.timestamp) firstOf.set(row.session_id, row);
    return {
      ...row,
      repo: `repo-${i % 4}`,
      provider: row.model === "" ? "" : row.model.length > 4 ? "one" : "two",
      tool_name: isTool ? TOOLS[i % TOOLS.length] ?? "" : "",
      metadata: JSON.stringify({ note: `needle-${i % 50}`, 'quo"te': "ünï" }),
      ...(first === undefined ? {} : { parent_event_id: first.event_id }),
      ...(isErrorRow(row)
        ? { error_type: fault, error_message: `${fault} number ${i}`, fingerprint: `f-${row.agent_id}-${fault}` }
        : {}),
    };
  });
}

/** Earlier versions of rows, with other measures: what a correction replaces. */
export function earlierVersions(rows: readonly StoredRow[]): StoredRow[] {
  return rows.map((row) => ({
    ...row,
    received_at: row.received_at - 10_000,
    cost_nano: row.cost_nano + 77,
    input_tokens: row.input_tokens + 1_000,
    success: row.success === null ? null : !row.success,
    error_message: "an earlier version",
  }));
}
