import clsx from "clsx";
import type { DependencyHistory } from "../../../contract/health.ts";
import { formatExact } from "../format/number.ts";
import { formatDay } from "../format/time.ts";
import { formatAvailability } from "./format-availability.ts";

type Day = DependencyHistory["days"][number];

/** Fewer answers than this make a day a bad one. */
const BAD_DAY = 0.99;

/** The last days as marks: whole where every check was answered, notched where some were not, flat where nobody checked. */
export function UptimeStrip({ name, history }: { name: string; history: DependencyHistory }) {
  const { checks, ok, days } = history;
  const known = days.filter((day) => day.checks > 0).length;
  const summary = `${name}: ${formatAvailability(checks, ok)} of ${formatExact(checks)} checks on ${known} days`;
  return (
    <span role="img" aria-label={summary} className="inline-flex h-5 items-end gap-0.5 align-middle">
      {days.map((day) => <i key={day.day} title={describeDay(day)} className={clsx("w-1 rounded-xs", lookOf(day))} />)}
    </span>
  );
}

function describeDay({ day, checks, ok }: Day): string {
  const date = formatDay(Date.parse(day), "UTC");
  if (checks === 0) return `${date}: not checked`;
  return `${date}: ${formatExact(ok)} of ${formatExact(checks)} checks answered`;
}

function lookOf({ checks, ok }: Day): string {
  if (checks === 0) return "h-1 bg-line-strong";
  if (ok === checks) return "h-5 bg-success";
  return ok / checks < BAD_DAY ? "h-2 bg-danger" : "h-3.5 bg-warning";
}
