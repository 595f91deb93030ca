import type { Usage } from "../../../contract/query-usage.ts";
import { formatExact } from "../format/number.ts";
import { formatDay } from "../format/time.ts";
import { usageDays } from "./usage-days.ts";

const HEIGHT = 140;
/** Every how many days one is named under the bars. */
const NAMED_EVERY = 5;

/** The month's events day by day, against what the quota would give each day. */
export function UsageByDay({ usage }: { usage: Usage }) {
  const { days, high, evenShare } = usageDays(usage);
  return (
    <div className="px-4 pt-2 pb-4">
      <ol className="relative flex items-end gap-[3px] border-b border-line-strong" style={{ height: HEIGHT }}>
        {evenShare !== null && (
          <li
            aria-hidden="true"
            className="pointer-events-none absolute inset-x-0 border-t border-dashed border-text-3"
            style={{ bottom: (evenShare / high) * HEIGHT }}
          />
        )}
        {days.map(({ at, day, events, isToday }) => (
          <li
            key={day}
            className="flex h-full min-w-0 flex-1 items-end hover:bg-hover"
            title={events === null ? undefined : `${formatDay(at, "UTC")}: ${formatExact(events)} events`}
          >
            <span
              className={isToday ? "still-counting w-full rounded-t-xs bg-accent" : "w-full rounded-t-xs bg-accent"}
              style={{ height: events === null || events === 0 ? 0 : Math.max(1, (events / high) * HEIGHT) }}
            >
              <span className="sr-only">
                {formatDay(at, "UTC")}: {events === null ? "still to come" : `${formatExact(events)} events`}
              </span>
            </span>
          </li>
        ))}
      </ol>
      <div className="flex gap-[3px] pt-1 text-11 text-text-3 tabular-nums" aria-hidden="true">
        {days.map(({ day }, at) => (
          <span key={day} className="min-w-0 flex-1 overflow-visible text-center whitespace-nowrap">
            {at % NAMED_EVERY === 0 ? Number(day.slice(-2)) : ""}
          </span>
        ))}
      </div>
      <p className="mt-3 flex flex-wrap gap-x-5 gap-y-1 text-12 text-text-2">
        <span>Peak {formatExact(Math.max(0, ...days.map(({ events }) => events ?? 0)))} a day</span>
        {evenShare !== null && (
          <span className="inline-flex items-center gap-1.5">
            <i className="w-4 border-t border-dashed border-text-3" aria-hidden="true" />
            {formatExact(Math.round(evenShare))} a day use up the month
          </span>
        )}
      </p>
    </div>
  );
}
