import type { ReactNode } from "react";
import type { MetricName } from "../../../contract/metrics.ts";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import type { WholeList } from "../exports/whole-list.ts";
import type { ExportedTable } from "../exports/write-csv.ts";
import type { Filter, SplitName } from "../filters/view-state.ts";
import { MetricSeries } from "../metrics/MetricSeries.tsx";
import type { ViewFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import { Stats, type StatSpec } from "../ui/Stats.tsx";

interface BreakdownViewProps {
  title: string;
  frame: ViewFrame;
  asOf: string | null | undefined;
  /** Name of the saved file, what the view shows (no table while that is being asked for), and the list it is the beginning of. */
  exported: { name: string; table: (() => ExportedTable) | undefined; whole?: WholeList };
  /** Figures above the chart. */
  stats?: { label: string; stats: readonly StatSpec[] };
  chart: {
    label: string;
    /** What is counted, where that is not the metric's own name. */
    noun?: string;
    metric: MetricName;
    filters?: readonly Filter[];
    splitFirst?: SplitName;
    /** At the right of the chart's title. */
    end?: ReactNode;
  };
  /** At the right of the chart, a third of the row. */
  beside?: ReactNode;
  /** The table. */
  children: ReactNode;
}

/** The frame of every view that takes a figure apart: its course over the period, and a table of what it is made of. */
export function BreakdownView({ title, frame, asOf, exported, stats, chart, beside, children }: BreakdownViewProps) {
  const { label, ...series } = chart;
  return (
    <View title={title} timeZone={frame.timeZone} asOf={asOf} actions={<ExportMenu frame={frame} {...exported} />}>
      {stats !== undefined && <Stats {...stats} />}
      <section className={beside === undefined ? "panel" : "panel span-8"} aria-label={label}>
        <MetricSeries frame={frame} tall={beside !== undefined} {...series} />
      </section>
      {beside}
      {children}
    </View>
  );
}
