import type { ReactNode } from "react";
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

/** Related figures in one panel, divided by lines. */
export function Stats({ label, stats }: { label: string; stats: readonly StatSpec[] }) {
  return (
    <section className="panel" aria-label={label}>
      <dl className="stats">
        {stats.map((stat) => (
          <div key={stat.label} className={stat.wide === true ? "stat lg:col-span-2" : "stat"}>
            <dt className="text-12 text-text-2">{stat.label}</dt>
            <dd className="flex min-h-7 items-baseline gap-2 text-18 font-semibold tracking-[-0.015em]">
              {stat.value === undefined ? <Skeleton className="h-5 w-20" /> : stat.value}
              {stat.change !== undefined && <span className="text-12 font-normal tracking-normal">{stat.change}</span>}
            </dd>
            {stat.meter !== undefined && <dd className="flex h-3 items-center *:w-full">{stat.meter}</dd>}
            <dd className="min-h-4 truncate text-12 text-text-3">{stat.context}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
