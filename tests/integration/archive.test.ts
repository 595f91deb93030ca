import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { type ArchiveDay, dayPrefix, readManifest } from "../../stores/archive/day-archive.ts";
import { archiveDay } from "../../workers/jobs/archive/archive-day.ts";
import { CutOff, Guillotine, keepSteps } from "../helpers/cut-off.ts";
import { jobPorts } from "../helpers/job-ports.ts";
import { emptyBucket, keysOf, openRealBuckets, type RealBuckets } from "../helpers/real-buckets.ts";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const DAY = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const EVENTS = 60;
/** Two files of a day. */
const PART_ROWS = EVENTS / 2;

let buckets: RealBuckets;
let tenant: TestTenant;
let day: ArchiveDay;

const someEvents = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    anEvent({
      event_type: i % 2 === 0 ? "llm_request" : "tool_call",
      timestamp: `${DAY}T${String(i % 24).padStart(2, "0")}:59:59.999Z`,
      error_message: `line\n"${i}" é 🚀`,
      metadata: { i, nested: { text: "\u0000\t" } },
      ...(i % 3 === 0 ? {} : { cost_usd: i / 7_000, duration_ms: i, success: i % 2 === 0 }),
    }));

async function store(events: readonly unknown[], expected: number): Promise<void> {
  expect((await postEvents(facts, tenant, events)).status).toBe(202);
  const count = "SELECT count() AS n FROM events FINAL WHERE org_id = {org:String}";
  await until(
    async () => (await askClickHouse<{ n: number }>(facts, "eu", count, { org: tenant.orgId }))[0]?.n,
    (n) => n === expected,
  );
}

beforeAll(async () => {
  buckets = await openRealBuckets();
  tenant = await newTenant(facts, "eu");
  day = { region: "eu", orgId: tenant.orgId, day: DAY };
  const events = someEvents(EVENTS);
  await store([...events, ...events.slice(0, 5)], EVENTS);
});
afterAll(() => buckets?.close());
afterEach(() => emptyBucket(buckets.archive));

let runs = 0;
/** Archives the day in a run of its own, on steps that are kept. */
const archive = (archiveBucket = buckets.archive, step = keepSteps(), runTag = `run${++runs}`) =>
  archiveDay({ ports: { ...jobPorts(facts, "eu", buckets), archive: archiveBucket }, step }, day, {
    runTag,
    partRows: PART_ROWS,
  });

/** Every row of the archived day, read by nobody's rules but Parquet's, as text. */
async function archivedRows(): Promise<string[]> {
  const { manifest } = await readManifest(buckets.archive, day) ?? { manifest: { parts: [] } };
  const rows: string[] = [];
  for (const { key } of manifest.parts) {
    const object = await buckets.archive.get(key);
    if (object === null) throw new Error(`${key} is in the manifest and not in the bucket`);
    rows.push(...await readParquet(await object.arrayBuffer()));
  }
  return rows.toSorted();
}

async function readParquet(file: ArrayBuffer): Promise<string[]> {
  const table = `parquet_${crypto.randomUUID().replaceAll("-", "")}`;
  await askClickHouse(facts, "eu", `CREATE TABLE ${table} AS events ENGINE = Memory`);
  try {
    const url = new URL(facts.urls.clickhouse);
    url.searchParams.set("database", facts.clickhouse.databases.eu);
    url.searchParams.set("query", `INSERT INTO ${table} FORMAT Parquet`);
    const { username, password } = facts.clickhouse.admin;
    const headers = { "x-clickhouse-user": username, "x-clickhouse-key": password };
    const inserted = await fetch(url, { method: "POST", headers, body: file });
    expect(await inserted.text()).toBe("");
    const found = await askClickHouse<{ row: string }>(facts, "eu", `SELECT toString(tuple(*)) AS row FROM ${table}`);
    return found.map(({ row }) => row);
  } finally {
    await askClickHouse(facts, "eu", `DROP TABLE ${table}`);
  }
}

async function storedRows(): Promise<string[]> {
  const sql = "SELECT toString(tuple(*)) AS row FROM events FINAL WHERE org_id = {org:String}";
  const rows = await askClickHouse<{ row: string }>(facts, "eu", sql, { org: tenant.orgId });
  return rows.map(({ row }) => row).toSorted();
}

/** That the bucket holds the archived day and nothing else. */
async function expectWholeDay(): Promise<void> {
  expect(await archivedRows()).toEqual(await storedRows());
  const { manifest } = await readManifest(buckets.archive, day) ?? { manifest: { parts: [] } };
  const listed = manifest.parts.map(({ key }) => key);
  expect(await keysOf(buckets.archive)).toEqual([`${dayPrefix(day)}manifest.json`, ...listed].toSorted());
}

describe("archiveDay()", () => {
  it("writes every column of every event once, in files of a size, and leaves them alone after that", async () => {
    expect(await archive()).toMatchObject({ outcome: "archived", rows: EVENTS });
    await expectWholeDay();
    const before = await keysOf(buckets.archive);
    expect(before).toHaveLength(3);
    expect(await archive()).toEqual({ outcome: "unchanged" });
    expect(await keysOf(buckets.archive)).toEqual(before);
  });

  it("ends the same wherever a run is cut off, and leaves nothing behind", async () => {
    const count = new Guillotine(0, "before");
    await archive(count.over(buckets.archive));
    expect(count.operations).toBeGreaterThan(8);
    for (let at = 1; at <= count.operations; at++) {
      for (const when of ["before", "after"] as const) {
        await emptyBucket(buckets.archive);
        const [step, tag] = [keepSteps(), `cut${at}${when}`];
        await archive(new Guillotine(at, when).over(buckets.archive), step, tag).catch((error: unknown) => {
          if (!(error instanceof CutOff)) throw error;
        });
        expect(await archive(buckets.archive, step, tag)).toMatchObject({ outcome: "archived", rows: EVENTS });
        await expectWholeDay();
      }
    }
  });

  it("counts one version of a day that two runs archive at once", async () => {
    const outcomes = await Promise.all([archive(), archive()]);
    expect(outcomes.map(({ outcome }) => outcome)).toContain("archived");
    expect(await archivedRows()).toEqual(await storedRows());
  });

  it("does not let a file count that holds something else than the day", async () => {
    const forging = new Proxy(buckets.archive, {
      get: (target, name) => {
        if (name !== "put") return Reflect.get(target, name).bind(target) as unknown;
        return (key: string, body: Uint8Array, options: object) =>
          target.put(key, key.endsWith(".parquet") ? body.slice(0, -100) : body, options);
      },
    });
    await expect(archive(forging)).rejects.toThrow("INCORRECT_DATA");
    expect(await readManifest(buckets.archive, day)).toBeNull();
  });

  it("makes a new version of a day that an event came late for, and removes the old files", async () => {
    await archive();
    const first = await readManifest(buckets.archive, day);
    await store(someEvents(1), EVENTS + 1);
    expect(await archive()).toMatchObject({ outcome: "archived", rows: EVENTS + 1 });
    await expectWholeDay();
    const second = await readManifest(buckets.archive, day);
    expect(second?.manifest.rows).toBe((first?.manifest.rows ?? 0) + 1);
  });
});
