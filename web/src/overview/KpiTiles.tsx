import type { KeyboardEvent } from "react";
import type { KpiName } from "../../../contract/metrics.ts";
import type { Overview } from "../../../contract/query.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { changeOf } from "../format/change.ts";
import { NOTHING } from "../format/number.ts";
import { Delta } from "../ui/Delta.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Figure } from "../ui/Figure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { KPIS, type KpiSpec } from "./kpis.ts";

interface TilesProps {
  overview: Overview | undefined;
  selected: KpiName;
  onSelect: (name: KpiName) => void;
}

/** The key figures. Each is a tab that chooses what the chart below shows. */
export function KpiTiles({ overview, selected, onSelect }: TilesProps) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = KPIS.findIndex(({ name }) => name === selected);
    const next = KPIS[(index + step + KPIS.length) % KPIS.length];
    if (next === undefined) return;
    onSelect(next.name);
    document.getElementById(tabId(next.name))?.focus();
  };
  return (
    <div className="kpi-strip" role="tablist" aria-label="Metric shown in the chart" onKeyDown={move}>
      {KPIS.map((spec) => (
        <button
          key={spec.name}
          type="button"
          id={tabId(spec.name)}
          role="tab"
          aria-selected={spec.name === selected}
          aria-controls="activity"
          tabIndex={spec.name === selected ? 0 : -1}
          className="kpi"
          onClick={() => onSelect(spec.name)}
        >
          <Tile spec={spec} overview={overview} selected={spec.name === selected} />
        </button>
      ))}
    </div>
  );
}

const tabId = (name: KpiName) => `kpi-${name}`;

function Tile({ spec, overview, selected }: { spec: KpiSpec; overview: Overview | undefined; selected: boolean }) {
  const label = (
    <span className={`text-12 whitespace-nowrap ${selected ? "font-medium text-text-1" : "text-text-2"}`}>
      {spec.label}
    </span>
  );
  if (overview === undefined) {
    return (
      <>
        {label}
        <span className="mt-1 flex h-7 items-center">
          <Skeleton className="h-5 w-20" />
        </span>
        <span className="flex h-4 items-center">
          <Skeleton className="h-3 w-24" />
        </span>
        <Skeleton className="my-2.5 h-7" />
      </>
    );
  }
  const { value, previous, series } = overview.kpis[spec.name];
  const share = spec.name === "cost_usd" ? overview.context.estimated_cost_share : null;
  return (
    <>
      {label}
      <span className="mt-1 flex items-baseline justify-between gap-1.5">
        <b className="text-22 font-semibold tracking-[-0.025em] whitespace-nowrap [&_.unit]:text-14">
          {value === null ? NOTHING : (
            <Estimate share={share}>
              <Figure value={spec.tile(value)} />
            </Estimate>
          )}
        </b>
        {overview.previous_period !== null && <Delta change={changeOf(value, previous, spec.kind, spec.better)} />}
      </span>
      <span className="min-h-4 truncate text-12 text-text-3">{spec.context(overview)}</span>
      <span className="my-2.5 block h-7">
        <Sparkline values={series} area={spec.area} selected={selected} height={28} partial />
      </span>
    </>
  );
}
