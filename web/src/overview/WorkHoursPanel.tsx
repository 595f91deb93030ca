import { useMemo } from "react";
import type { Overview } from "../../../contract/query.ts";
import { formatCompact, formatRate } from "../format/number.ts";
import { zoneName } from "../format/zone.ts";
import { useNow } from "../shell/use-now.ts";
import { Panel } from "../ui/Panel.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { workHours } from "./work-hours.ts";

const DAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LEVELS = 7;
const HOUR = 3_600_000;

function levelOf(value: number, high: number): number {
  return high === 0 ? 0 : Math.min(LEVELS - 1, Math.floor((value / high) * LEVELS));
}

interface WorkHoursProps {
  overview: Overview | undefined;
  timeZone: string;
  /** Whether it has the row for itself. */
  wide: boolean;
}

/** When in the week agents work: mean sessions per hour of each weekday. */
export function WorkHoursPanel({ overview, timeZone, wide }: WorkHoursProps) {
  const hours = useMemo(() => {
    if (overview === undefined) return undefined;
    return workHours(overview.buckets.map((bucket) => Date.parse(bucket)), overview.kpis.sessions.series, timeZone);
  }, [overview, timeZone]);
  const [zone] = zoneName(useNow(HOUR), timeZone).split(",");
  return (
    <Panel
      title="When agents work"
      sub={zone}
      className={wide ? "" : "span-8"}
      end={
        <span className="inline-flex items-center gap-0.5 text-11 text-text-3 tabular-nums">
          <span className="mr-1">0</span>
          {Array.from(
            { length: LEVELS },
            (_, level) => (
              <i key={level} className="h-2 w-3 rounded-[1px]" style={{ background: `var(--heat-${level})` }} />
            ),
          )}
          <span className="ml-1">{hours === undefined ? "" : `${formatCompact(Math.ceil(hours.high))}/h`}</span>
        </span>
      }
    >
      <div className="px-4 pt-1 pb-4">
        {hours === undefined ? <Skeleton className="h-[226px]" /> : <HeatMap {...hours} />}
      </div>
    </Panel>
  );
}

function HeatMap({ cells, high }: { cells: (number | null)[][]; high: number }) {
  return (
    <table
      className="w-full table-fixed border-separate border-spacing-[2px] text-11 text-text-3"
      aria-label="Mean sessions per hour by weekday and hour"
    >
      <tbody>
        {cells.map((row, day) => (
          <tr key={DAYS[day]}>
            <th scope="row" className="w-8 text-left font-normal">{DAYS[day]}</th>
            {row.map((value, hour) => {
              const span = `${String(hour).padStart(2, "0")}:00`;
              const text = value === null
                ? `${DAYS[day]} ${span}, not in this period`
                : `${DAYS[day]} ${span}, ${formatRate(value)} sessions`;
              return (
                <td
                  key={hour}
                  title={text}
                  className="h-[26px] rounded-xs p-0 max-sm:h-[18px]"
                  style={{ background: value === null ? "var(--sunken)" : `var(--heat-${levelOf(value, high)})` }}
                >
                  <span className="sr-only">{value === null ? "none" : formatRate(value)}</span>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot aria-hidden="true">
        <tr>
          <td />
          {[0, 6, 12, 18].map((hour) => (
            <td key={hour} colSpan={6} className="pt-1">{String(hour).padStart(2, "0")}:00</td>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}
