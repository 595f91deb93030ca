import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { MetricName } from "../../../contract/metrics.ts";
import { chartQuery } from "../api/queries.ts";
import { COLUMN_LABELS } from "../filters/labels.ts";
import { openSpan } from "../filters/open-span.ts";
import { chartInterval, intervalChoices, intervalNames, viewLength } from "../filters/period.ts";
import { type Filter, type SplitName, SPLITS, type ViewState } from "../filters/view-state.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import { Failure } from "../ui/Failure.tsx";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { PanelHead } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { ChartLegend, MetricChart, SplitLegend } from "./MetricChart.tsx";
import { MetricBars } from "./MetricBars.tsx";
import { metricSpec } from "./metric-spec.ts";

/** Heights of the plot, and of what is under it: its labels and the panel's edge. */
const USUAL = 236;
const TALL = 286;
const CHART_FOOT = 38;

/** What lies behind a figure, and where it is looked at. */
const SESSIONS = { path: "/sessions", rows: "sessions" } as const;
const ERRORS = { path: "/errors", rows: "errors" } as const;

interface MetricSeriesProps {
  frame: ViewFrame;
  metric: MetricName;
  /** Filters of the view's own, beside those that people set. */
  filters?: readonly Filter[];
  /** What is counted, where that is not the metric's own name. */
  noun?: string | undefined;
  /** Whether it stands beside a panel that is higher than a chart. */
  tall?: boolean;
  /** At the right of the title's line, before the choices. */
  end?: ReactNode;
  /** Whether the chart can be split by a column. */
  splittable?: boolean;
  /** What a chart that is always split is split by unless people say otherwise; its parts are stacked as bars. */
  splitFirst?: SplitName;
}

/** A metric over the period, in the buckets and the split that the view says. A click on a bucket opens what is behind it. */
export function MetricSeries(props: MetricSeriesProps) {
  const { frame, metric, noun, filters = [], tall = false, end, splittable = true, splitFirst } = props;
  const { view, timeZone, refresh, ready, change } = frame;
  const split = splittable ? view.split ?? splitFirst ?? null : null;
  // Bars need some width to show what they are made of.
  const interval = chartInterval(view, splitFirst !== undefined);
  const asked: ViewState = { ...view, interval, split, filters: [...view.filters, ...filters] };
  const query = useQuery({ ...chartQuery(asked, metric, timeZone, refresh), enabled: ready });
  const spec = metricSpec(metric);
  const height = tall ? TALL : USUAL;
  // While another metric is on its way, the former curve must not stand under the new title.
  const answer = query.data?.metric === metric ? query.data : undefined;
  const behind = metric === "errors" ? ERRORS : SESSIONS;
  const open = (from: number, to: number) => openSpan(behind.path, from, to, filters);
  const drawn = { spec, timeZone, split, height, rows: behind.rows, onPick: open };
  return (
    <>
      <PanelHead>
        <h2 className="text-13 font-semibold tracking-[-0.003em] whitespace-nowrap">
          {noun ?? spec.label} {intervalNames(interval).per}
        </h2>
        {answer !== undefined && <ChartLegend answer={answer} spec={spec} timeZone={timeZone} split={split} />}
        <span className="ml-auto flex shrink-0 items-center gap-2">
          {end}
          <Segmented
            label="Interval"
            value={interval}
            options={intervalChoices(viewLength(view)).map((value) => ({ value, label: intervalNames(value).label }))}
            onChange={(value) => change({ interval: value })}
          />
          {splittable && (
            <SplitMenu
              split={split}
              always={splitFirst !== undefined}
              onChange={(next) => change({ split: next === splitFirst ? null : next })}
            />
          )}
        </span>
      </PanelHead>
      {split !== null && (
        <div className="min-h-6 px-4 pb-1 max-sm:hidden">
          {answer !== undefined && <SplitLegend answer={answer} spec={spec} split={split} />}
        </div>
      )}
      <div className="px-4 pb-4" style={{ height: height + CHART_FOOT }}>
        {query.isError && answer === undefined
          ? <Failure what="This chart" error={query.error} onRetry={() => void query.refetch()} />
          : answer === undefined
          ? <span className="skeleton" style={{ height }} />
          : splitFirst === undefined || !spec.additive
          ? <MetricChart {...drawn} answer={answer} />
          : <MetricBars {...drawn} answer={answer} />}
      </div>
    </>
  );
}

interface SplitMenuProps {
  split: SplitName | null;
  /** Whether it cannot be left whole. */
  always: boolean;
  onChange: (split: SplitName | null) => void;
}

function SplitMenu({ split, always, onChange }: SplitMenuProps) {
  const trigger = (
    <SelectButton className="max-sm:hidden">
      Split by <b>{split === null ? "None" : COLUMN_LABELS[split]}</b>
    </SelectButton>
  );
  const options: { value: SplitName | "none"; label: string }[] = [
    ...(always ? [] : [{ value: "none", label: "None" } as const]),
    ...SPLITS.map((name) => ({ value: name, label: COLUMN_LABELS[name] })),
  ];
  const choose = (value: SplitName | "none") => onChange(value === "none" ? null : value);
  return <Menu trigger={trigger} align="end" entries={[choiceEntry("Split by", split ?? "none", options, choose)]} />;
}
