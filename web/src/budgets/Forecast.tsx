import type { Usage } from "../../../contract/query-usage.ts";
import { formatMoneyTile } from "../format/money.ts";
import { formatDay } from "../format/time.ts";
import { describeMonth } from "./describe-month.ts";

type Spent = Pick<Usage["spending"], "projected_usd" | "limit_usd">;

/** Where a month's spending leads, and by how much that is beyond its budget. */
export function Forecast({ usage, spent }: { usage: Usage; spent: Spent }) {
  const { projected_usd: projected, limit_usd: limit } = spent;
  const expected = `${formatMoneyTile(projected)} expected by ${formatDay(describeMonth(usage).lastInstant, "UTC")}`;
  if (limit === null || projected <= limit) return <>{expected}</>;
  return <span className="text-danger-text">{expected}, {formatMoneyTile(projected - limit)} over</span>;
}
