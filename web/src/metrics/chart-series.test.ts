import { expect, test } from "vitest";
import type { Timeseries } from "../../../contract/query.ts";
import { modelChart, nameSeries, splitPartial, stackValues } from "./chart-series.ts";
import { metricSpec } from "./metric-spec.ts";

const answer = (series: Timeseries["series"], rest: Partial<Timeseries> = {}): Timeseries => ({
  as_of: "2026-11-20T13:32:07Z",
  estimated: false,
  metric: "sessions",
  period: { from: "2026-11-20T10:00:00Z", to: "2026-11-20T13:00:00Z", interval: "1h", time_zone: "UTC" },
  buckets: ["2026-11-20T10:00:00Z", "2026-11-20T11:00:00Z", "2026-11-20T12:00:00Z"],
  partial_from: 2,
  series,
  comparison: null,
  ...rest,
});

test("splitPartial() lets both parts meet", () => {
  expect(splitPartial([1, 2, 3], 2)).toEqual([[1, 2, null], [null, 2, 3]]);
  expect(splitPartial([1, 2], null)).toEqual([[1, 2], null]);
});
test("stackValues() adds up and keeps a gap only where nothing was measured", () => {
  expect(stackValues([[1, null, 3], [2, null, null]])).toEqual([[1, null, 3], [3, null, 3]]);
});
test("nameSeries() puts Other last in its own colour", () => {
  const named = nameSeries(answer([{ key: "~other", total: 1, values: [] }, { key: "a", total: 9, values: [] }]));
  expect(named.map(({ key, colour }) => [key, colour])).toEqual([["a", "s1"], ["~other", "s8"]]);
});
test("modelChart() draws comparison, solid and dashed part of an ungrouped series", () => {
  const model = modelChart(
    answer([{ key: null, total: 6, values: [1, 2, 3] }], {
      comparison: { shift_ms: 1, total: 9, values: [4, 5, null] },
    }),
    metricSpec("sessions"),
  );
  expect(model.drawn.map(({ points }) => points)).toEqual([[4, 5, null], [1, 2, null], [null, 2, 3]]);
  expect(model.scale.high).toBeGreaterThanOrEqual(5);
});
test("modelChart() stacks the parts of a count, the whole first", () => {
  const model = modelChart(
    answer([{ key: "a", total: 3, values: [1, 1, 1] }, { key: "b", total: 6, values: [2, 2, 2] }]),
    metricSpec("sessions"),
  );
  expect(model.drawn.map(({ points }) => points)).toEqual([[3, 3, 3], [1, 1, 1]]);
});
