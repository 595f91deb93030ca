import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { INTERVALS } from "../../../contract/metrics.ts";
import type { Timeseries } from "../../../contract/query.ts";
import { chartQuery } from "../api/queries.ts";
import { timeTicks } from "../charts/time-scale.ts";
import { TimeChart } from "../charts/TimeChart.tsx";
import { COLUMN_LABELS, valueLabel } from "../filters/labels.ts";
import { chartInterval, intervalChoices, intervalNames, viewLength } from "../filters/period.ts";
import { type SplitName, SPLITS, type ViewState } from "../filters/view-state.ts";
import { NOTHING } from "../format/number.ts";
import { formatBucket, formatDayRange, formatMinute, formatWeekday } from "../format/time.ts";
import { Failure } from "../ui/Failure.tsx";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { PanelHead } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { modelChart, type NamedSeries } from "./chart-series.ts";
import { type KpiSpec, kpiSpec } from "./kpis.ts";
import { useRefresh } from "../shell/use-refresh.ts";

interface ActivityProps {
  view: ViewState;
  timeZone: string;
  ready: boolean;
  onChange: (change: Partial<ViewState>) => void;
}

const HEIGHT = 236;
const DAY = 24 * 3_600_000;

/** The chart of the selected figure over the period. */
export function ActivityPanel({ view, timeZone, ready, onChange }: ActivityProps) {
  const [refresh] = useRefresh();
  const query = useQuery({ ...chartQuery(view, timeZone, refresh), enabled: ready });
  const spec = kpiSpec(view.metric);
  const interval = chartInterval(view);
  // While another metric is on its way, the former curve must not stand under the new title.
  const answer = query.data?.metric === view.metric ? query.data : undefined;
  return (
    <div id="activity" role="tabpanel" aria-labelledby={`kpi-${view.metric}`}>
      <PanelHead>
        <h2 className="text-13 font-semibold tracking-[-0.003em] whitespace-nowrap">
          {spec.chartLabel} {intervalNames(interval).per}
        </h2>
        {answer !== undefined && <Legend answer={answer} spec={spec} timeZone={timeZone} split={view.split} />}
        <span className="ml-auto flex shrink-0 items-center gap-2">
          <Segmented
            label="Interval"
            value={interval}
            options={intervalChoices(viewLength(view)).map((value) => ({ value, label: intervalNames(value).label }))}
            onChange={(value) => onChange({ interval: value })}
          />
          <SplitMenu split={view.split} onChange={(split) => onChange({ split })} />
        </span>
      </PanelHead>
      <div className="h-[274px] px-4 pb-4">
        {query.isError && answer === undefined
          ? <Failure what="This chart" error={query.error} onRetry={() => void query.refetch()} />
          : answer === undefined
          ? <Skeleton className="h-[236px]" />
          : <Chart answer={answer} spec={spec} timeZone={timeZone} split={view.split} />}
      </div>
    </div>
  );
}

function SplitMenu({ split, onChange }: { split: SplitName | null; onChange: (split: SplitName | null) => void }) {
  const trigger = (
    <SelectButton className="max-sm:hidden">
      Split by <b>{split === null ? "None" : COLUMN_LABELS[split]}</b>
    </SelectButton>
  );
  const options: { value: SplitName | "none"; label: string }[] = [
    { value: "none", label: "None" },
    ...SPLITS.map((name) => ({ value: name, label: COLUMN_LABELS[name] })),
  ];
  const choose = (value: SplitName | "none") => onChange(value === "none" ? null : value);
  return <Menu trigger={trigger} align="end" entries={[choiceEntry("Split by", split ?? "none", options, choose)]} />;
}

interface PartProps {
  answer: Timeseries;
  spec: KpiSpec;
  timeZone: string;
  split: SplitName | null;
}

function seriesName({ key }: NamedSeries, split: SplitName | null, spec: KpiSpec): string {
  return key === null ? spec.chartLabel : valueLabel(split ?? "agent_id", key);
}

function Legend({ answer, spec, timeZone, split }: PartProps) {
  const { period, comparison } = answer;
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  const range = (start: number, end: number) =>
    end - start <= 2 * DAY && end - start !== DAY
      ? `${formatWeekday(start, timeZone)} ${formatMinute(start, timeZone)}–${formatMinute(end, timeZone)}`
      : formatDayRange(start, end, timeZone);
  const { named } = useMemo(() => modelChart(answer, spec), [answer, spec]);
  const grouped = named.some(({ key }) => key !== null);
  return (
    <span className="flex min-w-0 gap-4 overflow-hidden text-12 whitespace-nowrap text-text-2 max-sm:hidden">
      {grouped
        ? named.map((series) => (
          <Key
            key={series.key}
            mark={<i className="size-2.5 rounded-xs" style={{ background: `var(--${series.colour})` }} />}
          >
            {seriesName(series, split, spec)}
          </Key>
        ))
        : <Key mark={<i className="key-line" />}>{range(from, to)}</Key>}
      {comparison !== null && (
        <Key mark={<i className="key-line previous" />}>
          {grouped ? "All, before" : range(from - comparison.shift_ms, to - comparison.shift_ms)}
        </Key>
      )}
      {answer.partial_from !== null && (
        <Key mark={<i className="key-hatch" />}>{intervalNames(period.interval).current}, still counting</Key>
      )}
    </span>
  );
}

function Key({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {mark}
      {children}
    </span>
  );
}

function Chart({ answer, spec, timeZone, split }: PartProps) {
  const xs = useMemo(() => answer.buckets.map((bucket) => Date.parse(bucket)), [answer]);
  const model = useMemo(() => modelChart(answer, spec), [answer, spec]);
  const [from, to] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const xTicks = useMemo(() => timeTicks(from, to, timeZone), [from, to, timeZone]);
  const partial = answer.partial_from;
  const lengthMs = INTERVALS[answer.period.interval];
  const { comparison } = answer;
  const text = (value: number | null | undefined) => (value == null ? NOTHING : spec.exact(value));
  const values = model.named.flatMap((series) => series.values).filter((value) => value !== null);
  const describe = (index: number) => ({
    marks: model.named.length > 1 ? [] : [
      ...markOf(comparison?.values[index], "var(--text-3)"),
      ...markOf(model.named[0]?.values[index], "var(--accent)"),
    ],
    tip: (
      <>
        <p className="font-medium">{formatBucket(xs[index] ?? 0, lengthMs, timeZone)}</p>
        <dl>
          {model.named.map((series) => (
            <Row
              key={series.key}
              mark={series.key === null
                ? <i className="key-line" />
                : <i className="block size-2.5 rounded-xs" style={{ background: `var(--${series.colour})` }} />}
              name={seriesName(series, split, spec)}
              value={text(series.values[index])}
            />
          ))}
          {comparison !== null && (
            <Row
              mark={<i className="key-line previous" />}
              name={formatWeekday((xs[index] ?? 0) - comparison.shift_ms, timeZone)}
              value={text(comparison.values[index])}
            />
          )}
        </dl>
        {partial !== null && index >= partial && (
          <p className="mt-1 border-t border-line pt-1 text-text-3">Still counting</p>
        )}
      </>
    ),
  });
  return (
    <TimeChart
      label={`${spec.chartLabel} ${intervalNames(answer.period.interval).per}, ${
        formatDayRange(from, to, timeZone)
      }. ` +
        (values.length === 0
          ? "No values."
          : `Peak ${spec.exact(Math.max(...values))}, lowest ${spec.exact(Math.min(...values))}.`)}
      kind={`${spec.name} ${model.drawn.length} ${split}`}
      height={HEIGHT}
      xs={xs}
      series={model.drawn}
      from={from}
      to={to}
      scale={model.scale}
      xTicks={xTicks}
      yLabel={spec.axis}
      partialFrom={partial === null ? null : (xs[Math.max(0, partial - 1)] ?? null)}
      describe={describe}
    />
  );
}

function markOf(value: number | null | undefined, fill: string): { value: number; colour: string }[] {
  return value == null ? [] : [{ value, colour: fill }];
}

function Row({ mark, name, value }: { mark: ReactNode; name: string; value: string }) {
  return (
    <>
      <dt>{mark}</dt>
      <dt className="text-text-2">{name}</dt>
      <dd className="value font-medium">{value}</dd>
    </>
  );
}
