import type { CSSProperties, ReactNode } from "react";
import { Skeleton } from "./Skeleton.tsx";

/** A figure with its name and what puts it into proportion. */
export interface StatSpec {
  label: string;
  /** `undefined` while it is being asked for. */
  value: ReactNode | undefined;
  change?: ReactNode;
  /** Between the figure and what puts it into proportion. */
  meter?: ReactNode;
  context?: ReactNode;
  /** Has twice the room where there is some. */
  wide?: true;
}

function wideColumns(stats: readonly StatSpec[]): number {
  return stats.length + stats.filter(({ wide }) => wide === true).length;
}

/** How many stand side by side where not all can: rows of the same length, if there are any. */
function narrowColumns(count: number): number {
  return count < 6 ? count : count % 4 === 0 ? 4 : 3;
}

/** Related figures in one panel, divided by lines. */
export function Stats({ label, stats }: { label: string; stats: readonly StatSpec[] }) {
  return (
    <section className="panel" aria-label={label}>
      <dl
        className="stats"
        style={{ "--columns": wideColumns(stats), "--columns-narrow": narrowColumns(stats.length) } as CSSProperties}
      >
        {stats.map((stat) => (
          <div key={stat.label} className={stat.wide === true ? "stat lg:col-span-2" : "stat"}>
            <dt className="text-12 text-text-2">{stat.label}</dt>
            <dd className="flex min-h-7 items-baseline gap-2 text-18 font-semibold tracking-[-0.015em]">
              {stat.value === undefined ? <Skeleton className="h-5 w-20" /> : stat.value}
              {stat.change !== undefined && <span className="text-12 font-normal tracking-normal">{stat.change}</span>}
            </dd>
            {stat.meter !== undefined && <dd className="flex h-3 items-center *:w-full">{stat.meter}</dd>}
            <dd className="min-h-4 text-12 text-text-3">{stat.context}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
