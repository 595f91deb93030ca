import { beforeAll, describe, expect, inject, it } from "vitest";
import type { CostList } from "../../contract/query-costs.ts";
import type { ErrorDetail, ErrorList } from "../../contract/query-errors.ts";
import type { EventDetail, EventList } from "../../contract/query-events.ts";
import type { AgentList, ModelList, TeamList, UserList } from "../../contract/query-groups.ts";
import type { SenderList } from "../../contract/query-senders.ts";
import type { SessionDetail, SessionList } from "../../contract/query-sessions.ts";
import type { ToolList } from "../../contract/query-tools.ts";
import type { Usage } from "../../contract/query-usage.ts";
import type { Breakdown, Breakdowns, Timeseries } from "../../contract/query.ts";
import { earlierVersions, fleetRows } from "../helpers/fleet-rows.ts";
import { isErrorRow, referenceMetrics } from "../helpers/reference-metrics.ts";
import { get } from "../helpers/stack-client.ts";
import { type StoredRow, storeRows } from "../helpers/stored-rows.ts";
import { newTenant, originOf } from "../helpers/tenant.ts";

const facts = inject("stack");
// New York went to winter time on 1 November, in the middle of this.
const FROM = Date.parse("2026-10-26T00:00:00-04:00");
const TO = Date.parse("2026-11-07T00:00:00-05:00");
const PERIOD = `from=${new Date(FROM).toISOString()}&to=${new Date(TO).toISOString()}&time_zone=America/New_York`;

const rows = fleetRows(3_000, FROM - (TO - FROM), TO);
const current = rows.filter(({ timestamp }) => timestamp >= FROM);
const previous = rows.filter(({ timestamp }) => timestamp < FROM);
let cookie = "";

async function ask<T>(path: string): Promise<T> {
  const response = await get(facts, path, cookie);
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as T;
}

/** Every row of a list, page by page. */
async function askAll<R>(path: string): Promise<R[]> {
  const all: R[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: { data: R[]; next_cursor: string | null } = await ask(
      `${path}${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    all.push(...page.data);
    cursor = page.next_cursor;
  }
  return all;
}

const groupsOf = (some: StoredRow[], key: (row: StoredRow) => string) => [...Map.groupBy(some, key)];
const distinct = (values: string[]) => new Set(values).size;
/** A number as computed here, of which the last digits may differ; nothing where there is nothing. */
const nearly = (value: number | null): unknown => value === null ? null : expect.closeTo(value, 6);
const iso = (instant: number) => new Date(instant).toISOString();

beforeAll(async () => {
  const tenant = await newTenant(facts, "us");
  cookie = await tenant.signIn();
  // Corrections arrive before and after what they correct, and some rows twice.
  await storeRows(facts, tenant.orgId, "us", earlierVersions(rows.filter((_, i) => i % 7 === 0)));
  await storeRows(facts, tenant.orgId, "us", rows);
  await storeRows(facts, tenant.orgId, "us", earlierVersions(rows.filter((_, i) => i % 7 === 3)));
  await storeRows(facts, tenant.orgId, "us", rows.filter((_, i) => i % 10 === 0));
  const neighbour = await newTenant(facts, "us");
  await storeRows(facts, neighbour.orgId, "us", fleetRows(400, FROM, TO, 2));
});

describe("GET /v1/metrics/timeseries", () => {
  it("splits by two columns into the largest combinations and the rest, with days that follow the clock", async () => {
    const answer = await ask<Timeseries>(
      `/v1/metrics/timeseries?${PERIOD}&interval=1d&metric=tokens&group_by=agent_id&group_by=team&top=4`,
    );
    expect(answer.buckets).toHaveLength(12);
    expect(Date.parse(answer.buckets[7] ?? "") - Date.parse(answer.buckets[6] ?? "")).toBe(25 * 3_600_000);
    const expected = groupsOf(current, ({ agent_id, team }) => JSON.stringify([agent_id, team]))
      .map(([keys, some]) => ({ keys: JSON.parse(keys) as string[], tokens: referenceMetrics(some).tokens ?? 0 }))
      .toSorted((a, b) => b.tokens - a.tokens);
    expect(answer.series.slice(0, 4).map(({ keys, total }) => ({ keys, tokens: total }))).toEqual(expected.slice(0, 4));
    const rest = expected.slice(4).reduce((sum, { tokens }) => sum + tokens, 0);
    expect(answer.series[4]).toMatchObject({ keys: ["~other", "~other"], total: rest });
    const [first] = answer.series;
    answer.buckets.forEach((start, at) => {
      const end = answer.buckets[at + 1] ?? iso(TO);
      const own = current.filter(({ timestamp, agent_id, team }) =>
        agent_id === first?.keys[0] && team === first?.keys[1] && iso(timestamp) >= start && iso(timestamp) < end
      );
      expect(first?.values[at]).toBe(referenceMetrics(own).tokens);
    });
  });
});

describe("GET /v1/metrics/breakdown", () => {
  it("has several metrics at once, with shares, past and change, page by page", async () => {
    const path = `/v1/metrics/breakdown?${PERIOD}&group_by=model&order_by=tokens&compare=previous&limit=3` +
      "&metric=tokens&metric=success_rate&metric=sessions";
    const first = await ask<Breakdown>(path);
    const all = await askAll<Breakdown["data"][number]>(path);
    const expected = groupsOf(current, ({ model }) => model)
      .map(([model, some]) => ({ model, tokens: referenceMetrics(some).tokens ?? 0 }))
      .toSorted((a, b) => b.tokens - a.tokens || (a.model < b.model ? -1 : 1));
    expect(all.map(({ key }) => key)).toEqual(expected.map(({ model }) => model));
    const whole = referenceMetrics(current);
    expect(first.totals).toMatchObject({ tokens: whole.tokens, sessions: whole.sessions });
    for (const row of all) {
      const now = referenceMetrics(current.filter(({ model }) => model === row.key));
      const before = referenceMetrics(previous.filter(({ model }) => model === row.key));
      expect(row.metrics.tokens).toMatchObject({ value: now.tokens, previous: before.tokens });
      expect(row.metrics.tokens?.share).toBeCloseTo((now.tokens ?? 0) / (whole.tokens ?? 1), 12);
      expect(row.metrics.sessions).toMatchObject({ value: now.sessions, share: null, previous: before.sessions });
      expect(row.metrics.success_rate?.value).toBeCloseTo(now.success_rate ?? 0, 12);
    }
  });
});

describe("GET /v1/metrics/breakdowns", () => {
  it("answers for each column what the question about it alone answers", async () => {
    const question = `${PERIOD}&order_by=tokens&compare=previous&limit=3&metric=tokens`;
    const both = await ask<Breakdowns>(`/v1/metrics/breakdowns?${question}&group_by=model&group_by=team`);
    expect(both.data.map(({ group_by }) => group_by)).toEqual(["model", "team"]);
    for (const { group_by, data, total_keys, totals } of both.data) {
      const alone = await ask<Breakdown>(`/v1/metrics/breakdown?${question}&group_by=${group_by}`);
      expect({ data, total_keys, totals }).toEqual({
        data: alone.data,
        total_keys: alone.total_keys,
        totals: alone.totals,
      });
      expect(data.length).toBeGreaterThan(1);
    }
  });

  it("answers as many values of each column as are asked for of it, the last number of those beyond", async () => {
    const groups = "group_by=model&group_by=team&group_by=agent_id";
    const limited = await ask<Breakdowns>(`/v1/metrics/breakdowns?${PERIOD}&${groups}&limit=2&limit=1`);
    expect(limited.data.map(({ data }) => data.length)).toEqual([2, 1, 1]);
    for (const limits of ["limit=0", "limit=2&limit=101", "limit=1&limit=1&limit=1&limit=1&limit=1", "limit=x"]) {
      expect((await get(facts, `/v1/metrics/breakdowns?${PERIOD}&${groups}&${limits}`, cookie)).status).toBe(400);
    }
  });

  it("refuses a column that nobody may split by, one said twice, and none", async () => {
    for (const groups of ["group_by=session_id", "group_by=team&group_by=team", ""]) {
      expect((await get(facts, `/v1/metrics/breakdowns?${PERIOD}&${groups}`, cookie)).status).toBe(400);
    }
  });
});

describe("GET /v1/sessions", () => {
  const expected = groupsOf(current, ({ session_id }) => session_id).map(([id, own]) => ({
    id,
    own,
    cost: referenceMetrics(own).cost_usd ?? 0,
    errors: own.filter(isErrorRow).length,
    tokens: referenceMetrics(own).tokens ?? 0,
    start: Math.min(...own.map(({ timestamp }) => timestamp)),
    duration: Math.max(...own.map(({ timestamp }) => timestamp)) - Math.min(...own.map(({ timestamp }) => timestamp)),
    failed: referenceMetrics(own).sessions_failed === 1,
    ended: own.some(({ event_type }) => event_type === "session_end"),
  }));

  it.each(["start", "cost", "duration", "errors", "tokens"] as const)("is ordered by %s, up and down", async (sort) => {
    for (const order of ["desc", "asc"] as const) {
      const seen = await askAll<SessionList["data"][number]>(
        `/v1/sessions?${PERIOD}&sort=${sort}&order=${order}&limit=120`,
      );
      const sorted = expected.toSorted((a, b) =>
        (order === "asc" ? 1 : -1) * (a[sort] - b[sort] || (a.id < b.id ? -1 : 1))
      );
      expect(seen.map(({ session_id }) => session_id)).toEqual(sorted.map(({ id }) => id));
    }
  });

  it("is narrowed by how sessions stand", async () => {
    const failed = await askAll<SessionList["data"][number]>(`/v1/sessions?${PERIOD}&status=failed&limit=100`);
    expect(new Set(failed.map(({ session_id }) => session_id))).toEqual(
      new Set(expected.filter((session) => session.failed).map(({ id }) => id)),
    );
    const rest = await askAll<SessionList["data"][number]>(
      `/v1/sessions?${PERIOD}&status=completed&status=idle&limit=100`,
    );
    for (const { status, session_id } of rest) {
      const own = expected.find(({ id }) => id === session_id);
      expect(status).toBe(own?.ended === true ? "completed" : "idle");
    }
    expect(failed.length + rest.length).toBe(expected.length);
  });
});

describe("GET /v1/sessions/:id", () => {
  it("has the whole session's facts and its events as a tree, page by page", async () => {
    const [id, own] = groupsOf(rows, ({ session_id }) => session_id)
      .toSorted(([, a], [, b]) => b.length - a.length)[0] ?? ["", []];
    const detail = await ask<SessionDetail>(`/v1/sessions/${id}`);
    const expected = referenceMetrics(own);
    expect(detail.session).toMatchObject({
      session_id: id,
      events: own.length,
      tokens: expected.tokens,
      input_tokens: expected.input_tokens,
      errors: expected.errors,
      tool_failures: expected.tool_failures,
      failed: expected.sessions_failed === 1,
    });
    expect(detail.session.cost_usd).toBeCloseTo(expected.cost_usd ?? 0, 9);
    const pages = await askAll<SessionDetail["data"][number]>(`/v1/sessions/${id}?limit=7`);
    expect(pages).toEqual(detail.data);
    expect(new Set(pages.map(({ event_id }) => event_id))).toEqual(new Set(own.map(({ event_id }) => event_id)));
    for (const [at, node] of pages.entries()) {
      const row = own.find(({ event_id }) => event_id === node.event_id);
      expect(node.parent_id).toBe(row?.parent_event_id ?? null);
      const parentAt = pages.findIndex(({ event_id }) => event_id === node.parent_id);
      expect(parentAt).toBeLessThan(at);
      expect(node.depth).toBe((pages[parentAt]?.depth ?? -1) + 1);
      const before = own.filter((other) =>
        other.timestamp < (row?.timestamp ?? 0) ||
        (other.timestamp === row?.timestamp && other.event_id <= node.event_id)
      );
      expect(node.cumulative_cost_usd).toBeCloseTo(referenceMetrics(before).cost_usd ?? 0, 9);
    }
  });

  it("shows the events that pass filters, with costs of all", async () => {
    const id = current[0]?.session_id ?? "";
    const own = rows.filter(({ session_id }) => session_id === id);
    const { data, session } = await ask<SessionDetail>(`/v1/sessions/${id}?event_type=llm_request`);
    expect(session.events).toBe(own.length);
    expect(new Set(data.map(({ event_id }) => event_id))).toEqual(
      new Set(own.filter(({ event_type }) => event_type === "llm_request").map(({ event_id }) => event_id)),
    );
  });

  it("is 404 where there is none", async () => {
    expect((await get(facts, "/v1/sessions/nowhere", cookie)).status).toBe(404);
  });
});

describe("GET /v1/events", () => {
  const newestFirst = current.toSorted((a, b) => b.timestamp - a.timestamp || (a.event_id < b.event_id ? 1 : -1));

  it("goes through every event once, newest first, in its latest version", async () => {
    const all = await askAll<EventList["data"][number]>(`/v1/events?${PERIOD}&limit=200`);
    expect(all.map(({ event_id }) => event_id)).toEqual(newestFirst.map(({ event_id }) => event_id));
    all.forEach((event, at) => {
      const row = newestFirst[at];
      expect(event).toMatchObject({
        timestamp: iso(row?.timestamp ?? 0),
        received_at: iso(row?.received_at ?? 0),
        input_tokens: row?.input_tokens,
        success: row?.success,
        error_message: row?.error_message ?? "",
        duration_ms: row?.duration_ms,
        metadata: JSON.parse(row?.metadata ?? "{}"),
      });
      expect(event.cost_usd).toBeCloseTo((row?.cost_nano ?? 0) / 1e9, 9);
    });
  });

  it("finds text in messages and metadata in any case, and takes filters", async () => {
    const found = await askAll<EventList["data"][number]>(`/v1/events?${PERIOD}&q=NEEDLE-17%22&limit=200`);
    const expected = newestFirst.filter(({ metadata }) => metadata?.includes('needle-17"') === true);
    expect(found.map(({ event_id }) => event_id)).toEqual(expected.map(({ event_id }) => event_id));
    const errors = await askAll<EventList["data"][number]>(
      `/v1/events?${PERIOD}&q=overloaded&agent_id=!codex-cli&limit=200`,
    );
    const wanted = newestFirst.filter((row) => row.error_type === "Overloaded" && row.agent_id !== "codex-cli");
    expect(errors.map(({ event_id }) => event_id)).toEqual(wanted.map(({ event_id }) => event_id));
    expect(wanted.length).toBeGreaterThan(5);
  });

  it("shows one event", async () => {
    const [row] = current;
    const { event } = await ask<EventDetail>(`/v1/events/${row?.event_id}`);
    expect(event).toMatchObject({ event_id: row?.event_id, session_id: row?.session_id, model: row?.model });
    expect((await get(facts, "/v1/events/nothing", cookie)).status).toBe(404);
  });
});

describe("GET /v1/errors", () => {
  const groups = groupsOf(current.filter(isErrorRow), ({ fingerprint = "" }) => fingerprint);

  it("groups by fingerprint, with whom it met, its course and whether it is new", async () => {
    const answer = await ask<ErrorList>(`/v1/errors?${PERIOD}&interval=1d&compare=previous&limit=100`);
    expect(answer.total_groups).toBe(groups.length);
    const totalsOf = (rows: readonly StoredRow[]) => ({
      count: rows.length,
      groups: distinct(rows.map(({ fingerprint = "" }) => fingerprint)),
      sessions: distinct(rows.map(({ session_id }) => session_id)),
      users: distinct(rows.map(({ user_id }) => user_id).filter((user) => user !== "")),
    });
    expect(answer.by_state).toMatchObject({ all: groups.length, open: groups.length, muted: 0 });
    expect(answer.totals).toEqual(totalsOf(current.filter(isErrorRow)));
    expect(answer.previous).toEqual(totalsOf(previous.filter(isErrorRow)));
    const paged = await askAll<ErrorList["data"][number]>(`/v1/errors?${PERIOD}&interval=1d&compare=previous&limit=4`);
    expect(paged).toEqual(answer.data);
    expect(paged.map(({ count }) => count)).toEqual(groups.map(([, own]) => own.length).toSorted((a, b) => b - a));
    for (const error of paged) {
      const own = groups.find(([fingerprint]) => fingerprint === error.fingerprint)?.[1] ?? [];
      const before = previous.filter((row) => isErrorRow(row) && row.fingerprint === error.fingerprint);
      const times = own.map(({ timestamp }) => timestamp);
      const latest = own.toSorted((a, b) => b.timestamp - a.timestamp || (a.event_id < b.event_id ? 1 : -1))[0];
      expect(error).toMatchObject({
        count: own.length,
        sessions: distinct(own.map(({ session_id }) => session_id)),
        users: distinct(own.map(({ user_id }) => user_id).filter((user) => user !== "")),
        first_seen: iso(Math.min(...times)),
        last_seen: iso(Math.max(...times)),
        message: latest?.error_message,
        previous_count: before.length,
        is_new: before.length === 0,
      });
      expect(error.trend.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(own.length);
    }
  });

  it("shows one, where it happens and each time it did", async () => {
    const [fingerprint, own] = groups[0] ?? ["", []];
    const detail = await ask<ErrorDetail>(`/v1/errors/${fingerprint}?${PERIOD}`);
    expect(detail.error.count).toBe(own.length);
    expect(detail.by.agent_id).toEqual([{ key: own[0]?.agent_id, count: own.length }]);
    expect(detail.by.user_id.reduce((sum, { count }) => sum + count, 0)).toBe(own.length);
    const all = await askAll<ErrorDetail["data"][number]>(`/v1/errors/${fingerprint}?${PERIOD}&limit=3`);
    expect(new Set(all.map(({ event_id }) => event_id))).toEqual(new Set(own.map(({ event_id }) => event_id)));
    expect(all).toHaveLength(own.length);
    expect((await get(facts, `/v1/errors/none?${PERIOD}`, cookie)).status).toBe(404);
  });
});

describe("lists of agents, users, teams and models", () => {
  type Row =
    | AgentList["data"][number]
    | UserList["data"][number]
    | TeamList["data"][number]
    | ModelList["data"][number];
  it.each(
    [
      ["agents", "agent_id"],
      ["users", "user_id"],
      ["teams", "team"],
      ["models", "model"],
    ] as const,
  )("has every one of the %s with their figures", async (list, column) => {
    const all = await askAll<Row & Record<string, unknown>>(
      `/v1/${list}?${PERIOD}&sort=events&compare=previous&limit=2`,
    );
    const expected = groupsOf(current.filter((row) => row[column] !== ""), (row) => row[column]);
    expect(new Set(all.map((row) => row[column]))).toEqual(new Set(expected.map(([key]) => key)));
    expect(all).toHaveLength(expected.length);
    const whole = referenceMetrics(expected.flatMap(([, own]) => own)).cost_usd ?? 0;
    for (const row of all) {
      const own = expected.find(([key]) => key === row[column])?.[1] ?? [];
      const before = previous.filter((other) => other[column] === row[column]);
      const { durations: _, sessions_failed: __, estimated_cost_share, cost_usd, ...figures } = referenceMetrics(own);
      expect(row).toMatchObject(Object.fromEntries(
        Object.entries(figures).map(([name, value]) => [name, nearly(value)]),
      ));
      expect(row.cost.value).toBeCloseTo(cost_usd ?? 0, 9);
      expect(row.cost.share).toEqual(nearly((cost_usd ?? 0) / whole));
      expect(row.cost.previous).toBeCloseTo(referenceMetrics(before).cost_usd ?? 0, 9);
      expect(row.estimated_cost_share).toEqual(nearly(estimated_cost_share));
      expect(row.last_seen).toBe(iso(Math.max(...own.map(({ timestamp }) => timestamp))));
      expect(row.sessions_previous).toBe(referenceMetrics(before).sessions);
    }
  });
});

describe("GET /v1/tools", () => {
  it("has calls, failures, decisions and latency of every tool", async () => {
    const all = await askAll<ToolList["data"][number]>(`/v1/tools?${PERIOD}&compare=previous&limit=2`);
    const isTool = ({ event_type }: StoredRow) => event_type === "tool_call" || event_type === "tool_decision";
    const expected = groupsOf(current.filter(isTool), ({ tool_name = "" }) => tool_name);
    expect(all).toHaveLength(expected.length);
    for (const tool of all) {
      const own = expected.find(([name]) => name === tool.tool_name)?.[1] ?? [];
      const calls = own.filter(({ event_type }) => event_type === "tool_call");
      const decisions = own.filter(({ event_type }) => event_type === "tool_decision");
      const durations = calls.flatMap(({ duration_ms }) => duration_ms ?? []).toSorted((a, b) => a - b);
      expect(tool).toMatchObject({
        calls: calls.length,
        failures: calls.filter(({ success }) => success === false).length,
        accepted: decisions.filter(({ success }) => success === true).length,
        rejected: decisions.filter(({ success }) => success === false).length,
        sessions: distinct(own.map(({ session_id }) => session_id)),
        users: distinct(own.map(({ user_id }) => user_id).filter((user) => user !== "")),
      });
      const exact = durations[Math.floor(0.95 * (durations.length - 1))] ?? 0;
      expect(Math.abs((tool.p95_ms ?? 0) / exact - 1)).toBeLessThan(0.0101);
      const before = previous.filter((row) => row.event_type === "tool_call" && row.tool_name === tool.tool_name);
      expect(tool.previous?.calls).toBe(before.length);
      expect(tool.trend.reduce<number>((sum, count) => sum + (count ?? 0), 0)).toBe(calls.length);
    }
  });
});

describe("GET /v1/costs", () => {
  it("adds up to the whole, with the estimated part and what caches saved", async () => {
    const own = {
      model: "opus",
      valid_from: "2026-01-01T00:00:00Z",
      input: 5,
      output: 25,
      cache_read: 0.5,
      cache_write: 6.25,
    };
    const put = await fetch(`${facts.urls.edge}/v1/prices`, {
      method: "PUT",
      headers: { cookie, origin: originOf(facts), "content-type": "application/json" },
      body: JSON.stringify(own),
    });
    expect(put.ok).toBe(true);
    const answer = await ask<CostList>(`/v1/costs?${PERIOD}&group_by=model&compare=previous&limit=100`);
    const whole = referenceMetrics(current);
    expect(answer.totals.cost.value).toBeCloseTo(whole.cost_usd ?? 0, 9);
    expect(answer.totals.cost.previous).toBeCloseTo(referenceMetrics(previous).cost_usd ?? 0, 9);
    expect(answer.totals.estimated_share).toBeCloseTo(whole.estimated_cost_share ?? 0, 12);
    expect(answer.totals.estimated_usd + answer.totals.reported_usd).toBeCloseTo(whole.cost_usd ?? 0, 9);
    expect(answer.data.reduce((sum, { cost }) => sum + (cost.value ?? 0), 0)).toBeCloseTo(whole.cost_usd ?? 0, 9);
    expect(answer.data.reduce((sum, { cost }) => sum + (cost.share ?? 0), 0)).toBeCloseTo(1, 9);
    const opus = referenceMetrics(current.filter(({ model }) => model === "opus"));
    const saved = ((opus.cache_read_tokens ?? 0) * 4.5 - (opus.cache_creation_tokens ?? 0) * 1.25) / 1e6;
    const row = answer.data.find(({ key }) => key === "opus");
    expect(row?.cache_savings.usd).toBeCloseTo(saved, 9);
    const byTeam = await ask<CostList>(`/v1/costs?${PERIOD}&group_by=team&model=opus`);
    const parts = byTeam.data.reduce((sum, { cache_savings: { usd } }) => sum + (usd ?? 0), 0);
    expect(parts).toBeCloseTo(saved, 6);
    expect(answer.totals.cache_savings.unpriced_models).toContain("mini");
    const opened = current.filter(({ event_type }) => event_type === "pr_created").length;
    expect(answer.totals.pull_requests).toBe(opened);
    const perRequest = opened === 0 ? null : (whole.cost_usd ?? 0) / opened;
    expect(answer.totals.cost_per_pull_request_usd).toEqual(nearly(perRequest));
    const onlyOpus = await ask<CostList>(`/v1/costs?${PERIOD}&model=opus`);
    expect(onlyOpus.totals.token_costs.output_tokens).toBeCloseTo((opus.output_tokens ?? 0) * 25 / 1e6, 9);
    expect(onlyOpus.totals.token_costs.cache_read_tokens).toBeCloseTo((opus.cache_read_tokens ?? 0) * 0.5 / 1e6, 9);
    expect(onlyOpus.totals.token_costs.unpriced_models).toEqual([]);
  });
});

describe("GET /v1/senders", () => {
  it("tells who has stopped by their own habit", async () => {
    const tenant = await newTenant(facts, "us");
    const [template] = current;
    if (template === undefined) throw new Error("no rows");
    const hour = 3_600_000;
    const end = Date.parse("2026-11-10T12:00:00Z");
    const beat = (agent_id: string, hours: number[]) =>
      hours.map((ago, i): StoredRow => ({
        ...template,
        event_id: `${agent_id}-${i}`,
        agent_id,
        timestamp: end - ago * hour - 1_000,
        received_at: end - ago * hour,
      }));
    const span = (from: number, to: number, step = 1) =>
      Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
    await storeRows(facts, tenant.orgId, "us", [
      ...beat("steady", span(0, 100)),
      ...beat("stopped", span(10, 100)),
      ...beat("daily", span(20, 140, 24)),
      ...beat("late", span(2, 100)),
      ...beat("once", [30]),
    ]);
    const owner = await tenant.signIn();
    const path = `/v1/senders?from=${iso(end - 160 * hour)}&to=${iso(end)}`;
    const answer = await (await get(facts, path, owner)).json() as SenderList;
    expect(answer.counts).toEqual({ silent: 1, late: 2, sending: 2 });
    expect(answer.data.map(({ key, state }) => [key, state])).toEqual([
      ["stopped", "silent"],
      ["late", "late"],
      ["once", "late"],
      ["daily", "sending"],
      ["steady", "sending"],
    ]);
    expect(answer.data[0]).toMatchObject({
      silent_ms: 10 * hour + 1_000,
      usual_pause_ms: hour,
      active_hours: 91,
      usual_events_per_hour: 1,
    });
    const silent = await (await get(facts, `${path}&state=silent&limit=1`, owner)).json() as SenderList;
    expect(silent.data.map(({ key }) => key)).toEqual(["stopped"]);
    expect(silent.counts).toEqual(answer.counts);
  });
});

describe("GET /v1/usage", () => {
  it("counts what was received this month by day, as quotas do, whatever time events say; seats and keys", async () => {
    const tenant = await newTenant(facts, "us");
    const now = Date.now();
    const { from } = { from: Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth()) };
    const [template] = current;
    if (template === undefined) throw new Error("no rows");
    const stored = [[from, now], [from + 1_000, from + 2_000], [now - 60_000, now], [from - 86_400_000, now], [
      from - 1,
      from - 1,
    ]];
    await storeRows(
      facts,
      tenant.orgId,
      "us",
      stored.map(([timestamp = 0, received_at = 0], i) => ({ ...template, event_id: `u${i}`, timestamp, received_at })),
    );
    const usage = await (await get(facts, "/v1/usage", await tenant.signIn())).json() as Usage;
    expect(usage.events).toMatchObject({ used: 4, previous_month: 1, limit: null, share: null, exhausted_at: null });
    expect(usage.events.by_day.reduce((sum, { events }) => sum + events, 0)).toBe(4);
    expect(usage.events.by_day[0]?.events).toBeGreaterThanOrEqual(1);
    expect(usage.events.projected).toBeGreaterThanOrEqual(4);
    expect(usage.seats.used).toBe(1);
    expect(usage.keys.active).toBe(1);
    expect(usage.active_users).toBeLessThanOrEqual(1);
  });
});
