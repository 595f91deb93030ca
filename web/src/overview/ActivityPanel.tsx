import { MetricSeries } from "../metrics/MetricSeries.tsx";
import type { ViewFrame } from "../shell/use-frame.ts";

/** The chart of the selected figure over the period: the panel that belongs to the tiles. */
export function ActivityPanel({ frame }: { frame: ViewFrame }) {
  const { metric } = frame.view;
  return (
    <div id="activity" role="tabpanel" aria-labelledby={`kpi-${metric}`}>
      <MetricSeries frame={frame} metric={metric} />
    </div>
  );
}
