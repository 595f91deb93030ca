import { beforeAll, describe, expect, inject, it } from "vitest";
import type { ProblemBody } from "../../contract/problem.ts";
import { type MetricName, METRICS } from "../../contract/metrics.ts";
import type { Breakdown, Overview, Timeseries } from "../../contract/query.ts";
import { randomRows } from "../helpers/random-rows.ts";
import { exactP95, referenceMetrics } from "../helpers/reference-metrics.ts";
import { get } from "../helpers/stack-client.ts";
import { type StoredRow, storeRows } from "../helpers/stored-rows.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const DAY = 86_400_000;
// Berlin left summer time on 25 October.
const FROM = Date.parse("2026-10-18T00:00:00+02:00");
const TO = Date.parse("2026-11-01T00:00:00+01:00");
const PERIOD = `from=${new Date(FROM).toISOString()}&to=${new Date(TO).toISOString()}&time_zone=Europe/Berlin`;

const rows = randomRows(6_000, FROM - (TO - FROM), TO);
const current = rows.filter(({ timestamp }) => timestamp >= FROM);
const previous = rows.filter(({ timestamp }) => timestamp < FROM);
let cookie = "";

async function ask<T>(path: string): Promise<T> {
  const response = await get(facts, path, cookie);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

/** Rows by the start of the bucket they belong to: the last one that is not after them. */
function rowsIn(buckets: string[], index: number, of: StoredRow[] = current): StoredRow[] {
  const start = Date.parse(buckets[index] ?? "");
  const end = index + 1 < buckets.length ? Date.parse(buckets[index + 1] ?? "") : TO;
  return of.filter(({ timestamp }) => timestamp >= start && timestamp < end);
}

beforeAll(async () => {
  const tenant = await newTenant(facts, "eu");
  cookie = await tenant.signIn();
  await storeRows(facts, tenant.orgId, "eu", rows);
  // Every tenth row a second time, as a redelivered batch would bring it.
  await storeRows(facts, tenant.orgId, "eu", rows.filter((_, i) => i % 10 === 0));
  const neighbour = await newTenant(facts, "eu");
  await storeRows(facts, neighbour.orgId, "eu", randomRows(500, FROM, TO, 2));
});

describe("GET /v1/metrics/overview", () => {
  it("has the figures of the rows, of the period and of the one before", async () => {
    const overview = await ask<Overview>(`/v1/metrics/overview?${PERIOD}&compare=previous`);
    const [now, before] = [referenceMetrics(current), referenceMetrics(previous)];
    for (const name of ["active_users", "sessions", "tokens", "errors"] as const) {
      expect([name, overview.kpis[name].value, overview.kpis[name].previous]).toEqual([name, now[name], before[name]]);
    }
    expect(overview.kpis.cost_usd.value).toBeCloseTo(now.cost_usd ?? 0, 9);
    expect(overview.kpis.success_rate.value).toBeCloseTo(now.success_rate ?? 0, 12);
    expect(overview.kpis.success_rate.previous).toBeCloseTo(before.success_rate ?? 0, 12);
    expect(overview.context.sessions_failed).toBe(now.sessions_failed);
    expect(overview.context.events).toBe(current.length);
    expect(overview.context.estimated_cost_share).toBeCloseTo(now.estimated_cost_share ?? 0, 12);
    expect(overview.context.mean_latency_ms).toBeCloseTo(now.mean_latency_ms ?? 0, 6);
    expect(overview.estimated).toBe(true);
    expect(Date.parse(overview.as_of)).toBe(Math.max(...current.map(({ received_at }) => received_at)));
  });

  it("has a p95 within one percent of the exact one", async () => {
    const { kpis } = await ask<Overview>(`/v1/metrics/overview?${PERIOD}`);
    const exact = exactP95(referenceMetrics(current).durations);
    expect(Math.abs((kpis.p95_latency_ms.value ?? 0) / exact - 1)).toBeLessThan(0.0101);
  });

  it("says nothing where there is nothing: null for ratios and latencies, zero for counts", async () => {
    const quiet = await ask<Overview>(
      "/v1/metrics/overview?from=2026-01-01T00:00:00Z&to=2026-01-08T00:00:00Z&compare=previous",
    );
    expect(quiet.kpis.success_rate).toMatchObject({ value: null, previous: null });
    expect(quiet.kpis.p95_latency_ms.series.every((value) => value === null)).toBe(true);
    expect(quiet.kpis.cost_usd).toMatchObject({ value: 0, previous: 0 });
    expect(quiet.context).toMatchObject({ events: 0, error_rate: null, cache_hit_ratio: null });
  });
});

describe("GET /v1/metrics/timeseries", () => {
  const exactMetrics = (Object.keys(METRICS) as MetricName[]).filter((name) => name !== "p95_latency_ms");

  it.each(exactMetrics)("has the %s of every day and of the whole", async (metric) => {
    const answer = await ask<Timeseries>(`/v1/metrics/timeseries?${PERIOD}&interval=1d&metric=${metric}`);
    const of = (some: StoredRow[]) => referenceMetrics(some)[metric];
    expect(answer.buckets).toHaveLength(14);
    const [series] = answer.series;
    expect(series?.total).toBeCloseTo(of(current) ?? 0, 6);
    answer.buckets.forEach((_, i) => {
      expect(series?.values[i]).toBeCloseTo(of(rowsIn(answer.buckets, i)) ?? 0, 6);
    });
  });

  it("splits into the largest parts and the rest, which counts users of both only once", async () => {
    const answer = await ask<Timeseries>(
      `/v1/metrics/timeseries?${PERIOD}&interval=1d&metric=active_users&group_by=model&top=2`,
    );
    const named = answer.series.slice(0, 2).map(({ key }) => key);
    expect(answer.series.map(({ key }) => key)).toEqual([...named, "~other"]);
    const others = current.filter(({ model }) => !named.includes(model));
    expect(answer.series[2]?.total).toBe(referenceMetrics(others).active_users);
  });

  it("adds the parts of a sum up to the whole", async () => {
    const parts = await ask<Timeseries>(
      `/v1/metrics/timeseries?${PERIOD}&metric=cost_usd&group_by=model&top=3&interval=6h`,
    );
    const whole = parts.series.reduce((sum, { total }) => sum + (total ?? 0), 0);
    expect(whole).toBeCloseTo(referenceMetrics(current).cost_usd ?? 0, 9);
    const first = parts.series.reduce((sum, { values }) => sum + (values[0] ?? 0), 0);
    expect(first).toBeCloseTo(referenceMetrics(rowsIn(parts.buckets, 0)).cost_usd ?? 0, 9);
  });

  it("compares with the same weekdays, day under day across the end of summer time", async () => {
    const answer = await ask<Timeseries>(
      `/v1/metrics/timeseries?from=2026-10-25T22:00:00Z&to=2026-10-30T23:00:00Z&time_zone=Europe/Berlin` +
        "&interval=1d&metric=events&compare=weekday",
    );
    expect(answer.comparison?.shift_ms).toBe(7 * DAY);
    const { format } = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" });
    const earlier = answer.buckets.map((start) => {
      const day = format(Date.parse(start) - 6.5 * DAY);
      return rows.filter(({ timestamp }) => format(timestamp) === day).length;
    });
    expect(answer.comparison?.values).toEqual(earlier);
  });
});

describe("filters", () => {
  const cases: [string, (row: StoredRow) => boolean][] = [
    ["agent_id=codex-cli", ({ agent_id }) => agent_id === "codex-cli"],
    ["agent_id=codex-cli&agent_id=gemini-cli", ({ agent_id }) => agent_id !== "claude-code"],
    ["agent_id=!codex-cli", ({ agent_id }) => agent_id !== "codex-cli"],
    ["team=", ({ team }) => team === ""],
    ["team=!&team=!web", ({ team }) => team === "core"],
    ["success=false", ({ success }) => success === false],
    ["success=!true", ({ success }) => success !== true],
    ["event_type=llm_request&model=opus&user_id=ana", (row) => row.model === "opus" && row.user_id === "ana"],
    ["model=nobody%27s", () => false],
  ];

  it.each(cases)("%s holds for every event", async (filter, fits) => {
    const answer = await ask<Overview>(`/v1/metrics/overview?${PERIOD}&${filter}`);
    const expected = referenceMetrics(current.filter(fits));
    expect(answer.context.events).toBe(expected.events);
    expect(answer.kpis.sessions.value).toBe(expected.sessions);
    expect(answer.context.sessions_failed).toBe(expected.sessions_failed);
  });
});

describe("GET /v1/metrics/breakdown", () => {
  it("orders by the metric and has each value's figures, trend and past", async () => {
    const answer = await ask<Breakdown>(
      `/v1/metrics/breakdown?${PERIOD}&group_by=model&order_by=cost_usd&limit=3&compare=previous&interval=1d`,
    );
    expect(answer.total_keys).toBe(8);
    const costs = [...Map.groupBy(current, ({ model }) => model)].map(([model, some]) => ({
      model,
      cost: referenceMetrics(some).cost_usd ?? 0,
    })).sort((a, b) => b.cost - a.cost);
    expect(answer.data.map(({ key }) => key)).toEqual(costs.slice(0, 3).map(({ model }) => model));
    for (const row of answer.data) {
      const own = referenceMetrics(current.filter(({ model }) => model === row.key));
      const before = referenceMetrics(previous.filter(({ model }) => model === row.key));
      expect(row).toMatchObject({ events: own.events, sessions: own.sessions, errors: own.errors, tokens: own.tokens });
      expect(row.success_rate).toBeCloseTo(own.success_rate ?? 0, 12);
      expect(row.previous?.sessions).toBe(before.sessions);
      expect(row.trend.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBeCloseTo(row.cost_usd, 9);
    }
  });
});

describe("a question that makes no sense", () => {
  it.each([
    ["from=2026-11-02T00:00:00Z&to=2026-11-01T00:00:00Z", "/from"],
    ["time_zone=Mars/Olympus", "/time_zone"],
    ["period=90d&interval=1m", "/interval"],
    ["period=forever", "/period"],
  ])("%s is answered 400 with a pointer", async (query, pointer) => {
    const response = await get(facts, `/v1/metrics/overview?${query}`, cookie);
    const problem = await response.json() as ProblemBody;
    expect([response.status, problem.code, problem.errors?.[0]?.pointer]).toEqual([400, "INVALID_QUERY", pointer]);
  });
});
