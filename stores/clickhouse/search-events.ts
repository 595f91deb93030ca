import type { QueryParams } from "./query-params.ts";

/** Columns that hold text of an agent's own. */
const SEARCHED = ["error_type", "error_message", "tool_name", "custom_type", "metadata"] as const;

/** Whether one of them holds a text, in any case of letters. */
export function textCondition(text: string | undefined): { conditions: string[]; params: QueryParams } {
  if (text === undefined) return { conditions: [], params: {} };
  const found = SEARCHED.map((column) => `positionCaseInsensitiveUTF8(${column}, {text:String}) > 0`);
  return { conditions: [`(${found.join(" OR ")})`], params: { text } };
}

/** Whole events that hold a text, the newest first. */
export function searchEvents({ text }: { text: string | undefined }) {
  const { conditions, params } = textCondition(text);
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  return {
    params,
    select: (events: string) =>
      `SELECT * FROM ${events} ${where} ORDER BY timestamp DESC, event_id DESC, event_type DESC`,
  };
}
