import type { BreakdownRow, BreakdownTop } from "../../../contract/query.ts";
import { foldBuckets, sumByBar } from "../charts/fold.ts";
import { type Colour, OTHER_COLOUR, SERIES_COLOURS } from "../charts/palette.ts";
import { valueLabel } from "../filters/labels.ts";

/** A model, or all beyond the top, with its cost in the period and per bar. */
export interface ModelCost {
  key: string | null;
  label: string;
  colour: Colour;
  cost: number;
  previous: number | null;
  estimatedShare: number | null;
  bars: (number | null)[];
}

/** Cost by model as bars over time. */
export interface ModelBars {
  starts: number[];
  models: ModelCost[];
}

const NAMED = SERIES_COLOURS.length;

function mergeRows(rows: readonly BreakdownRow[], label: string): Omit<BreakdownRow, "key"> & { key: string } {
  const [first] = rows;
  if (first === undefined) throw new Error(`no rows to merge into ${label}`);
  const cost = rows.reduce((sum, row) => sum + row.cost_usd, 0);
  const estimated = rows.reduce((sum, row) => sum + row.cost_usd * (row.estimated_cost_share ?? 0), 0);
  return {
    ...first,
    key: label,
    cost_usd: cost,
    estimated_cost_share: cost === 0 ? null : estimated / cost,
    previous: rows.some(({ previous }) => previous !== null)
      ? { sessions: 0, cost_usd: rows.reduce((sum, { previous }) => sum + (previous?.cost_usd ?? 0), 0) }
      : null,
    trend: first.trend.map((_, i) => {
      const values = rows.map(({ trend }) => trend[i] ?? null).filter((value) => value !== null);
      return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0);
    }),
  };
}

/** The five dearest models and the others as one, folded from the answer's buckets into bars of `width`. */
export function modelBars(
  answer: BreakdownTop,
  buckets: readonly number[],
  width: number,
  timeZone: string,
): ModelBars {
  const { starts, barOf } = foldBuckets(buckets, width, timeZone);
  const rows = answer.data.filter(({ cost_usd }) => cost_usd > 0);
  const others = rows.slice(NAMED);
  const named = others.length === 1 ? rows : rows.slice(0, NAMED);
  const merged = others.length > 1 ? [mergeRows(others, `${others.length} other models`)] : [];
  const models = [...named, ...merged].map((row, i): ModelCost => ({
    key: i < named.length ? row.key : null,
    label: valueLabel("model", row.key),
    colour: i < NAMED ? (SERIES_COLOURS[i] ?? OTHER_COLOUR) : OTHER_COLOUR,
    cost: row.cost_usd,
    previous: row.previous?.cost_usd ?? null,
    estimatedShare: row.estimated_cost_share,
    bars: sumByBar(row.trend, barOf, starts.length),
  }));
  return { starts, models };
}
