import type { Usage } from "../../../contract/query-usage.ts";

const MONTH_NAME = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });

/** The month that usage is counted for: its name, how much of it is over (0 to 1), and its last instant. */
export interface MonthFacts {
  name: string;
  elapsed: number;
  lastInstant: number;
}

/** Tells of the month of an answer about usage, as of the newest event in it. */
export function describeMonth({ month, as_of: asOf }: Pick<Usage, "month" | "as_of">): MonthFacts {
  const [from, to] = [Date.parse(month.from), Date.parse(month.to)];
  const elapsed = (Date.parse(asOf) - from) / (to - from);
  return {
    name: MONTH_NAME.format(from),
    elapsed: Math.min(1, Math.max(0, elapsed)),
    lastInstant: to - 1,
  };
}
