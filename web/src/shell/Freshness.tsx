import { formatDayMinute, formatSecond } from "../format/time.ts";

const DAY = 24 * 3_600_000;

/** When the newest event that is counted arrived. Keeps its place while that is not known. */
export function Freshness({ asOf, timeZone }: { asOf: string | null | undefined; timeZone: string }) {
  if (asOf === undefined || asOf === null) return <span className="w-24 max-sm:w-12" />;
  const instant = Date.parse(asOf);
  return (
    <span
      className="inline-flex items-center gap-[5px] text-12 whitespace-nowrap text-text-3"
      title={`Newest event counted: ${formatDayMinute(instant, timeZone)}`}
    >
      <span className="max-sm:hidden">As of</span>
      <time dateTime={asOf} className="text-text-2">
        {writeInstant(instant, timeZone)}
      </time>
    </span>
  );
}

/** The time of today, with the day before it where that is over. */
function writeInstant(instant: number, timeZone: string): string {
  return Date.now() - instant < DAY ? formatSecond(instant, timeZone) : formatDayMinute(instant, timeZone);
}
