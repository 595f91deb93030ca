import fc from "fast-check";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { FILTER_NAMES, type FilterName, GROUP_NAMES } from "../../contract/metrics.ts";
import { aggregateEvents, type Aggregation, type Group } from "../../stores/clickhouse/aggregate-events.ts";
import type { BucketRule } from "../../stores/clickhouse/bucket-rule.ts";
import {
  byBucket,
  byColumns,
  bySide,
  byTopGroups,
  type Dimension,
  type GroupColumns,
} from "../../stores/clickhouse/dimension.ts";
import { createEventReader } from "../../stores/clickhouse/event-reader.ts";
import { type FigureName, FIGURES } from "../../stores/clickhouse/figures.ts";
import { readGroupFacts } from "../../stores/clickhouse/read-group-facts.ts";
import { readSessions } from "../../stores/clickhouse/read-sessions.ts";
import { deleteDetailBefore } from "../../stores/clickhouse/delete-events.ts";
import { freezeHours } from "../../stores/clickhouse/rollups/freeze-hours.ts";
import { readWatermark } from "../../stores/clickhouse/rollups/read-watermark.ts";
import { rollHours } from "../../stores/clickhouse/rollups/roll-hours.ts";
import { markHours } from "../../stores/clickhouse/rollups/mark-hours.ts";
import { readCoverage } from "../../stores/clickhouse/rollups/read-coverage.ts";
import { sweepRollups } from "../../stores/clickhouse/rollups/sweep-rollups.ts";
import type { EventScope } from "../../stores/clickhouse/tenant-query.ts";
import { rollStaleDays, rollTouchedHours } from "../../workers/jobs/roll-up/roll-touched.ts";
import { randomRows } from "../helpers/random-rows.ts";
import { askClickHouse } from "../helpers/stack-client.ts";
import { type StoredRow, storeRows } from "../helpers/stored-rows.ts";

const facts = inject("stack");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.now();
const signal = new AbortController().signal;
const FIGURE_NAMES = Object.keys(FIGURES) as FigureName[];

const access = (region: "us" | "eu", role: "read" | "jobs") => ({
  url: facts.urls.clickhouse,
  database: facts.clickhouse.databases[region],
  user: facts.clickhouse[role][region].username,
  password: facts.clickhouse[role][region].password,
});
const reader = createEventReader({ us: access("us", "read"), eu: access("eu", "read") });
const jobs = access("us", "jobs");

/** Everything that is over becomes part of the rollups. */
async function rollUp(): Promise<void> {
  while (!(await rollTouchedHours(jobs, 0)).done);
  while (!(await rollStaleDays(jobs)).done);
}

const newOrg = () => `roll_${crypto.randomUUID()}`;

/** Rows with every column that a question can name. */
function someRows(count: number, from: number, to: number, seed: number): StoredRow[] {
  return randomRows(count, from, to, seed).map((row, i) => ({
    ...row,
    event_id: `${seed}-${row.event_id}`,
    session_id: i % 90 === 0 ? "unknown" : row.session_id,
    user_id: i % 70 === 0 ? "unknown" : row.user_id,
    provider: row.model === "" ? "" : ["anthropic", "openai"][i % 2],
    environment: ["production", "staging"][i % 3 === 0 ? 1 : 0],
    repo: `repository-${i % 4}`,
    tool_name: row.event_type === "tool_call" ? ["Bash", "Edit"][i % 2] : "",
    query_source: i % 5 === 0 ? "subagent" : "main",
  }));
}

function scopeOf(orgId: string, from: number, to: number): EventScope {
  return { tenant: { orgId, region: "us", sees: "everything" }, range: { from, to }, filters: [] };
}

const inOrder = <F extends FigureName>(groups: Group<F>[]) =>
  groups.map((group) => ({ ...group, order: JSON.stringify([group.isWhole, group.side, group.bucket, group.keys]) }))
    .sort((a, b) => a.order < b.order ? -1 : 1);

/** Asks with rollups and of events alone, and expects the same. */
async function expectSame(scope: EventScope, aggregation: Aggregation): Promise<Group<FigureName>[]> {
  const raw = await aggregateEvents(reader, scope, aggregation, signal, []);
  const stitched = await aggregateEvents(reader, scope, aggregation, signal);
  expect(inOrder(stitched)).toEqual(inOrder(raw));
  return stitched;
}

const whole = (scope: EventScope): Aggregation => ({ by: [bySide(scope.range.from)], figures: FIGURE_NAMES });

const VALUES: Record<FilterName, string[]> = {
  agent_id: ["codex-cli", "claude-code", "nobody"],
  model: ["opus", "sonnet", ""],
  provider: ["anthropic", ""],
  team: ["core", "web", ""],
  user_id: ["ana", "ben", ""],
  environment: ["production", "staging"],
  event_type: ["llm_request", "tool_call", "error", "session_end"],
  repo: ["repository-1", "it's"],
  tool_name: ["Bash", ""],
  success: ["true", "false", ""],
  query_source: ["main", "subagent"],
  session_id: ["s1", "s2", "s3"],
  branch: ["main", ""],
  agent_version: ["1", ""],
  severity: ["high", ""],
  error_type: ["TimeoutError", ""],
  fingerprint: ["f", ""],
};

const filter = fc.constantFrom(...FILTER_NAMES).chain((name) =>
  fc.record({
    name: fc.constant(name),
    include: fc.subarray(VALUES[name]),
    exclude: fc.subarray(VALUES[name], { maxLength: 1 }),
  })
);
const filters = fc.uniqueArray(filter, { maxLength: 2, selector: ({ name }) => name });
const groups = fc.subarray([...GROUP_NAMES], { maxLength: 2 });
const sees = fc.oneof(
  { weight: 4, arbitrary: fc.constant("everything" as const) },
  { weight: 1, arbitrary: fc.constant({ teams: ["core"], userIds: ["ben"] }) },
);
const FIRST = NOW - 6 * DAY;
const range = fc.tuple(
  fc.integer({ min: 0, max: 6 * 24 * 4 }),
  fc.integer({ min: 1, max: 6 * 24 * 4 }),
  fc.nat(899_999),
)
  .map(([start, length, rest]) => {
    const from = Math.floor(FIRST / (HOUR / 4)) * (HOUR / 4) + start * (HOUR / 4) + (rest % 3 === 0 ? rest : 0);
    return { from, to: from + length * (HOUR / 4) + (rest % 2 === 0 ? rest : 0) };
  });
const ZONES = ["UTC", "Europe/Berlin", "Asia/Kolkata", "Asia/Kathmandu", "Australia/Lord_Howe"];
const rule = (from: number): fc.Arbitrary<BucketRule> =>
  fc.oneof(
    fc.record({
      kind: fc.constant("elapsed" as const),
      origin: fc.constantFrom(from, Math.floor(from / HOUR) * HOUR, Math.floor(from / DAY) * DAY),
      widthMs: fc.constantFrom(HOUR / 4, HOUR, 6 * HOUR),
    }),
    fc.record({
      kind: fc.constant("wall" as const),
      // Before the period in every zone.
      origin: fc.constant(Math.floor(from / DAY) * DAY - DAY),
      widthMs: fc.constantFrom(6 * HOUR, DAY),
      timeZone: fc.constantFrom(...ZONES),
    }),
  );

const question = fc.tuple(range, filters, groups, sees).chain(([period, wanted, by, seen]) =>
  fc.record({
    period: fc.constant(period),
    filters: fc.constant(wanted),
    groups: fc.constant(by),
    sees: fc.constant(seen),
    time: fc.oneof(rule(period.from), fc.integer({ min: period.from, max: period.to })),
    tops: fc.boolean(),
    figures: fc.subarray(FIGURE_NAMES, { minLength: 1 }),
    whole: fc.boolean(),
  })
);

function splitBy(columns: GroupColumns, tops: boolean): Dimension[] {
  return tops
    ? byTopGroups(columns, [columns.map(() => ""), columns.map((name) => VALUES[name][0] ?? "")])
    : byColumns(columns);
}

async function expectSameForAll(orgId: string, numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(question, async (asked) => {
      const { period, filters: wanted, groups: by, sees: seen, time, tops, figures, whole } = asked;
      const scope = { ...scopeOf(orgId, period.from, period.to), filters: wanted };
      const [first, second] = by;
      const split = first === undefined ? [] : splitBy(second === undefined ? [first] : [first, second], tops);
      const dimension = typeof time === "number" ? bySide(time) : byBucket(time);
      const seenScope = { ...scope, tenant: { ...scope.tenant, sees: seen } };
      await expectSame(seenScope, { by: [dimension, ...split], figures, whole });
    }),
    { numRuns, seed: 6 },
  );
}

describe("answers from rollups and of events alone", () => {
  const orgId = newOrg();
  const rows = someRows(4_000, FIRST, NOW, 11);

  beforeAll(async () => {
    await storeRows(facts, orgId, "us", rows);
    await storeRows(facts, newOrg(), "us", someRows(300, FIRST, NOW, 12));
    await rollUp();
  }, 120_000);

  it("are the same for any filter, period, grouping and clock on the wall", async () => {
    await expectSameForAll(orgId, 60);
  }, 120_000);

  it("tell of the period as a whole what a question without buckets tells", async () => {
    const scope = scopeOf(orgId, FIRST + 17 * 60_000, NOW);
    const byDay = byBucket({
      kind: "wall",
      origin: Math.floor(FIRST / DAY) * DAY,
      widthMs: DAY,
      timeZone: "Asia/Kolkata",
    });
    for (const split of [[], byColumns(["agent_id"]), byColumns(["agent_id", "model"])]) {
      const groups = await aggregateEvents(
        reader,
        scope,
        { by: [byDay, ...split], figures: FIGURE_NAMES, whole: true },
        signal,
      );
      const alone = await aggregateEvents(reader, scope, {
        by: [bySide(scope.range.from), ...split],
        figures: FIGURE_NAMES,
      }, signal);
      const figuresOf = (some: Group<FigureName>[]) => inOrder(some).map(({ keys, figures }) => ({ keys, figures }));
      expect(figuresOf(groups.filter(({ isWhole }) => isWhole).map((group) => ({ ...group, bucket: 0 }))))
        .toEqual(figuresOf(alone.map((group) => ({ ...group, side: 0 }))));
      expect(groups.filter(({ isWhole }) => !isWhole).length).toBeGreaterThan(alone.length);
    }
  });

  it("are the same whether the largest are asked for or all", async () => {
    const scope = scopeOf(orgId, FIRST + 17 * 60_000, NOW);
    const by = byColumns(["user_id", "team"]);
    const all = await aggregateEvents(reader, scope, { by, figures: FIGURE_NAMES }, signal);
    for (const figure of ["success_rate", "p95_latency_ms", "sessions", "cost_usd"] as const) {
      const top = await aggregateEvents(
        reader,
        scope,
        { by, figures: FIGURE_NAMES, top: { figure, limit: 1_000 } },
        signal,
      );
      expect(inOrder(top)).toEqual(inOrder(all));
      const values = top.map(({ figures }) => figures[figure]).filter((value) => value !== null);
      expect(values).toEqual(values.toSorted((a, b) => b - a));
    }
  });

  it("are the same for lists of sessions, in every order", async () => {
    const scope = scopeOf(orgId, FIRST + 17 * 60_000, NOW);
    for (const sort of ["start", "cost", "duration", "errors", "tokens"] as const) {
      for (const wanted of [[], [{ name: "model" as const, include: ["opus"], exclude: [] }]]) {
        const asked = { ...scope, filters: wanted };
        const page = { sort, order: "desc" as const, statuses: [], activeSince: NOW, after: null, limit: 500 };
        // Of several agents, users, teams or repositories of a session any one is told.
        const anyOne = { agentId: "", userId: "", team: "", repo: "" };
        const raw = (await readSessions(reader, asked, page, signal, [])).map((session) => ({ ...session, ...anyOne }));
        const stitched = (await readSessions(reader, asked, page, signal)).map((session) => ({
          ...session,
          ...anyOne,
        }));
        expect(stitched).toEqual(raw);
        expect(raw.length).toBeGreaterThan(100);
      }
    }
  });

  it("are the same for what goes with agents, users, teams and models", async () => {
    const scope = scopeOf(orgId, FIRST + 17 * 60_000, NOW);
    const lists = ["versions", "models", "environments", "teams", "agents", "providers"] as const;
    const named = [{ name: "user_id" as const, include: ["ana", "ben"], exclude: [] }];
    for (const group of ["agent_id", "user_id", "team", "model"] as const) {
      for (const filters of [[], named]) {
        const read = async (sources?: []) =>
          (await readGroupFacts(reader, { ...scope, filters }, { group, lists }, signal, sources))
            .toSorted((a, b) => a.key < b.key ? -1 : 1);
        const raw = await read([]);
        expect(await read()).toEqual(raw);
        expect(raw.length).toBeGreaterThan(1);
      }
    }
  });

  it("come from whole days and hours but for the present one", async () => {
    const { raw, days } = await coverageOf(orgId);
    expect(days.reduce((sum, { from, to }) => sum + (to - from) / DAY, 0)).toBeGreaterThanOrEqual(4);
    const rest = raw.reduce((sum, { from, to }) => sum + to - from, 0);
    expect(rest).toBeLessThanOrEqual(3 * HOUR);
  });

  it(
    "are the same after late, repeated, amended and retracted events, before they are aggregated and after",
    async () => {
      const old = rows.filter((_, i) => i % 200 === 0);
      const late = someRows(40, FIRST + DAY, FIRST + 2 * DAY, 13);
      const amended = old.slice(0, 8).map((row) => ({
        ...row,
        received_at: row.received_at + 60_000,
        model: "nova",
        team: "new",
        cost_nano: row.cost_nano + 7,
        success: false,
        duration_ms: 17,
      }));
      const retracted = old.slice(8, 16).map((row) => ({
        ...row,
        received_at: row.received_at + 60_000,
        is_deleted: 1,
      }));
      await storeRows(facts, orgId, "us", [...late, ...amended, ...retracted]);
      await storeRows(facts, orgId, "us", old.slice(16));
      const scope = scopeOf(orgId, FIRST, NOW);
      const [before] = await expectSame(scope, whole(scope));
      expect(before?.figures.events).toBe(rows.length + late.length - retracted.length);
      await expectSameForAll(orgId, 20);
      await rollUp();
      expect(await expectSame(scope, whole(scope))).toEqual([before]);
      await expectSameForAll(orgId, 20);
    },
    120_000,
  );
});

async function coverageOf(orgId: string) {
  const coverage = await readCoverage(reader, scopeOf(orgId, FIRST, NOW), [], signal);
  if (coverage === undefined) throw new Error("nothing is covered");
  return coverage;
}

describe("a computation", () => {
  it("that died before it was through has no effect, and neither have two at the same time", async () => {
    const orgId = newOrg();
    await storeRows(facts, orgId, "us", someRows(200, FIRST, FIRST + DAY, 21));
    const scope = scopeOf(orgId, FIRST, NOW);
    const start = Math.floor((FIRST + 5 * HOUR) / HOUR) * 3_600;
    await rollHours(jobs, [{ orgId, start }], (await readWatermark(jobs, 0)).version);
    const [before] = await expectSame(scope, whole(scope));
    await Promise.all([rollUp(), rollUp(), rollUp()]);
    expect(await expectSame(scope, whole(scope))).toEqual([before]);
    await sweepRollups(jobs);
    expect(await expectSame(scope, whole(scope))).toEqual([before]);
  }, 120_000);

  it("does not miss what is inserted while it runs", async () => {
    const orgId = newOrg();
    const scope = scopeOf(orgId, FIRST, NOW);
    for (let round = 0; round < 3; round++) {
      const inserts = Array.from(
        { length: 8 },
        (_, i) => storeRows(facts, orgId, "us", someRows(30, FIRST, FIRST + 12 * HOUR, 100 + round * 10 + i)),
      );
      await Promise.all([...inserts, rollUp(), rollUp()]);
      const [group] = await expectSame(scope, whole(scope));
      expect(group?.figures.events).toBe((round + 1) * 8 * 30);
    }
    await rollUp();
    const [group] = await expectSame(scope, whole(scope));
    expect(group?.figures.events).toBe(3 * 8 * 30);
  }, 120_000);
});

describe("hours whose events were deleted", () => {
  it("are answered from events once they are marked, and are aggregated anew, also when nothing is left", async () => {
    const orgId = newOrg();
    const rows = someRows(400, FIRST, FIRST + DAY, 31);
    await storeRows(facts, orgId, "us", rows);
    await rollUp();
    const scope = scopeOf(orgId, FIRST, NOW);
    for (const condition of ["user_id = 'ana'", "1"]) {
      await askClickHouse(
        facts,
        "us",
        `ALTER TABLE events DELETE WHERE org_id = {org:String} AND ${condition} SETTINGS mutations_sync = 2`,
        { org: orgId },
      );
      await markHours(jobs, { orgId, from: FIRST, to: NOW }, 0);
      const marked = await expectSame(scope, whole(scope));
      const left = condition === "1" ? [] : rows.filter(({ user_id }) => user_id !== "ana");
      expect(marked[0]?.figures.events ?? 0).toBe(left.length);
      await rollUp();
      const { raw } = await coverageOf(orgId);
      expect(raw.reduce((sum, { from, to }) => sum + to - from, 0)).toBeLessThanOrEqual(2 * HOUR);
      expect(await expectSame(scope, whole(scope))).toEqual(marked);
    }
  }, 120_000);
});

describe("hours whose events are not kept any longer", () => {
  it("are answered as they were aggregated, whatever comes late or is marked", async () => {
    const orgId = newOrg();
    await storeRows(facts, orgId, "us", someRows(300, FIRST, FIRST + 2 * DAY, 51));
    await rollUp();
    // The end of the first whole day of theirs.
    const midnight = Math.ceil(FIRST / DAY) * DAY + DAY;
    const scope = scopeOf(orgId, midnight - DAY, midnight);
    const before = await aggregateEvents(reader, scope, whole(scope), signal);
    await freezeHours(jobs, orgId, midnight);
    await deleteDetailBefore(jobs, orgId, midnight);
    await storeRows(facts, orgId, "us", someRows(20, midnight - HOUR, midnight, 52));
    await markHours(jobs, { orgId, from: midnight - DAY, to: midnight }, 0);
    await rollUp();
    expect(before[0]?.figures.events).toBeGreaterThan(10);
    expect(await aggregateEvents(reader, scope, whole(scope), signal)).toEqual(before);
  }, 120_000);
});

describe("the largest combinations of two columns", () => {
  it("are found, and the others are counted together, each user once", async () => {
    const orgId = newOrg();
    const rows = someRows(500, FIRST, FIRST + DAY, 41);
    await storeRows(facts, orgId, "us", rows);
    const scope = scopeOf(orgId, FIRST, NOW);
    const top = await aggregateEvents(reader, scope, {
      by: byColumns(["agent_id", "team"]),
      figures: ["events"],
      top: { figure: "events", limit: 2 },
    }, signal);
    const sizes = [...Map.groupBy(rows, ({ agent_id, team }) => `${agent_id}|${team}`).values()].map((some) =>
      some.length
    );
    expect(top.map(({ figures }) => figures.events)).toEqual(sizes.sort((a, b) => b - a).slice(0, 2));
    expect(top[0]?.groupCount).toBe(sizes.length);
    const tops = top.map(({ keys }) => keys);
    const others = rows.filter(({ agent_id, team }) => !tops.some(([a, t]) => a === agent_id && t === team));
    const answer = await aggregateEvents(reader, scope, {
      by: byTopGroups(["agent_id", "team"], tops),
      figures: ["events", "active_users", "sessions"],
    }, signal);
    expect(answer.find(({ key }) => key === "~other")).toMatchObject({
      keys: ["~other", "~other"],
      figures: {
        events: others.length,
        active_users: new Set(
          others.map(({ user_id }) => user_id).filter((user) => !["", "unknown"].includes(user)),
        ).size,
        sessions: new Set(others.map(({ session_id }) => session_id).filter((id) => id !== "unknown")).size,
      },
    });
  });
});
