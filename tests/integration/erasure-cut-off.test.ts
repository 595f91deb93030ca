import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { type ChunkHeader, encodeChunk } from "../../contract/chunk.ts";
import { erasureDigest } from "../../contract/erasure-digest.ts";
import { summarize } from "../../contract/summarize.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import { readManifest } from "../../stores/archive/day-archive.ts";
import { parkDeadLetter } from "../../stores/archive/dead-letters.ts";
import { writeRawLog } from "../../stores/archive/raw-log.ts";
import { archiveDay } from "../../workers/jobs/archive/archive-day.ts";
import { eraseLatecomers } from "../../workers/jobs/erasure/erase-latecomers.ts";
import { erasePerson } from "../../workers/jobs/erasure/erasure-job.ts";
import type { JobPorts } from "../../workers/jobs/job-ports.ts";
import type { RunRequest } from "../../workers/jobs/start-run.ts";
import { CutOff, keepSteps } from "../helpers/cut-off.ts";
import { inflateAll } from "../helpers/find-text.ts";
import { jobContext, jobPorts } from "../helpers/job-ports.ts";
import { withClient } from "../helpers/people.ts";
import { keysOf, openRealBuckets, type RealBuckets } from "../helpers/real-buckets.ts";
import { askClickHouse } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const HER = "Ana@example.com";
const HIM = "ben@example.com";
const DAY = new Date(Date.now() - 3 * 86_400_000).toISOString().slice(0, 10);
const EACH = 20;

let buckets: RealBuckets;
let tenant: TestTenant;
let erasureId: string;
const forgotten: string[] = [];
const started: RunRequest[] = [];

const anEventOf = (user_id: string, i: number): AcceptedEvent & { org_id: string } => ({
  org_id: tenant.orgId,
  event_id: `${user_id}-${i}`,
  event_type: "error",
  timestamp: Date.parse(`${DAY}T10:00:00Z`) + i,
  session_id: `ses-${user_id}`,
  user_id,
  agent_id: "codex",
  source: "http",
  cost_source: "none",
  error_message: `said by ${user_id}`,
});

const rowsOf = (...events: (AcceptedEvent & { org_id: string })[]) =>
  new Uint8Array(gzipSync(`${JSON.stringify(events).slice(1, -1)}\n`));

const ports = (): JobPorts => ({
  ...jobPorts(facts, "eu", buckets),
  forgetInLive: (_orgId, digests) => Promise.resolve({ sessions: forgotten.push(...digests), lines: 0 }),
  startRun: (request) => Promise.resolve(started.push(request)),
});

async function insert(...users: string[]): Promise<void> {
  const events = users.flatMap((user) => Array.from({ length: EACH }, (_, i) => anEventOf(user, i)));
  const columns = "org_id, event_id, event_type, timestamp, received_at, session_id, user_id, agent_id, error_message";
  const values = events.map((event) =>
    `('${event.org_id}', '${event.event_id}', 'error', fromUnixTimestamp64Milli(${event.timestamp}), now64(3),
      '${event.session_id}', '${event.user_id}', 'codex', '${event.error_message}')`
  );
  await askClickHouse(facts, "eu", `INSERT INTO events (${columns}) VALUES ${values.join(", ")}`);
}

/** Users by how many rows they have. */
async function storedUsers(): Promise<Record<string, number>> {
  const sql = "SELECT user_id, count() AS n FROM events FINAL WHERE org_id = {org:String} GROUP BY user_id";
  const rows = await askClickHouse<{ user_id: string; n: number }>(facts, "eu", sql, { org: tenant.orgId });
  return Object.fromEntries(rows.map(({ user_id, n }) => [user_id, n]));
}

async function parkLetter(): Promise<void> {
  const events = [anEventOf(HER, 100), anEventOf(HIM, 100)];
  const header: ChunkHeader = {
    version: 2,
    chunk_id: "chunk",
    org_id: tenant.orgId,
    region: "eu",
    received_at: Date.now(),
    request_id: "req",
    count: 2,
    event_hashes: "",
    ...summarize(events, Date.now()),
  };
  const chunk = { id: "chunk", orgId: tenant.orgId, requestId: "req", count: 2 };
  const now = Date.now();
  const letter = {
    region: "eu",
    messageId: "m1",
    queuedAt: now,
    parkedAt: now,
    code: "REFUSED",
    reason: "x",
    chunk,
  } as const;
  await parkDeadLetter(buckets.rawLog, letter, encodeChunk({ header, rows: rowsOf(...events) }));
}

beforeAll(async () => {
  buckets = await openRealBuckets();
  tenant = await newTenant(facts, "eu");
  await insert(HER, HIM);
  const at = Date.now();
  for (const id of ["a", "b"]) {
    const members = [rowsOf(anEventOf(HER, 1), anEventOf(HIM, 1)), rowsOf(anEventOf(HIM, 2))];
    await writeRawLog(buckets.rawLog, { region: "eu", oldestAt: at, newestAt: at, id }, members);
  }
  await parkLetter();
  await buckets.exports.put(`exports/${tenant.orgId}/exp_1.csv`, HER);
  const day = { region: "eu", orgId: tenant.orgId, day: DAY } as const;
  await archiveDay({ ports: ports(), step: keepSteps() }, day, { runTag: "before" });
  erasureId = `era_${crypto.randomUUID()}`;
  await withClient(facts.urls.postgres_app, async (app) => {
    await app.query("SELECT set_config('app.current_org_id', $1, false)", [tenant.orgId]);
    await app.query("INSERT INTO erasures (id, org_id, digests, requested_by) VALUES ($1, $2, $3, 'usr_x')", [
      erasureId,
      tenant.orgId,
      [await erasureDigest(tenant.orgId, HER.toLowerCase())],
    ]);
  });
});
afterAll(() => buckets?.close());

/** Every object of all buckets as text, its gzip inflated where it is one. */
async function everything(): Promise<string> {
  const texts: string[] = [];
  for (const bucket of [buckets.rawLog, buckets.archive, buckets.exports]) {
    for (const key of await keysOf(bucket)) {
      const bytes = Buffer.from(await (await bucket.get(key))?.arrayBuffer() ?? new ArrayBuffer(0));
      texts.push(key, bytes.toString("latin1"), ...inflateAll(bytes).map(String));
    }
  }
  return texts.join("\n");
}

describe("erasePerson()", () => {
  it(
    "ends the same when the answer of every step is lost once, and touches nothing of others",
    { timeout: 180_000 },
    async () => {
      const kept = keepSteps();
      const begun = new Set<string>();
      const step = <T>(name: string, work: () => Promise<T>): Promise<T> =>
        kept(name, async () => {
          const answer = await work();
          if (begun.has(name)) return answer;
          begun.add(name);
          throw new CutOff();
        });
      let receipt: Record<string, unknown> | undefined;
      while (receipt === undefined) {
        receipt = await erasePerson(jobContext(ports(), { step }), { erasure_id: erasureId }).catch(
          (error: unknown) => {
            if (!(error instanceof CutOff)) throw error;
            return undefined;
          },
        );
      }
      expect(begun.size).toBeGreaterThan(20);
      expect(await storedUsers()).toEqual({ [HIM]: EACH });
      const left = await everything();
      expect(left).toContain(HIM);
      for (const name of [HER, HER.toLowerCase()]) expect(left).not.toContain(name);
      expect(await keysOf(buckets.exports)).toEqual([]);
      const { manifest } = await readManifest(buckets.archive, { region: "eu", orgId: tenant.orgId, day: DAY }) ?? {};
      expect(manifest?.rows).toBe(EACH);
      expect(new Set(forgotten)).toEqual(new Set([await erasureDigest(tenant.orgId, HER)]));
    },
  );

  it("is complete then, and begins again only where something came late", { timeout: 90_000 }, async () => {
    await eraseLatecomers(jobContext(ports()));
    expect(started).toEqual([]);
    await insert(HER);
    await eraseLatecomers(jobContext(ports()));
    expect(started).toMatchObject([{ job: "erase-person", input: { erasure_id: erasureId } }]);
    const late = await erasePerson(jobContext(ports()), { erasure_id: erasureId });
    expect(late).toMatchObject({ events: EACH });
    expect(await storedUsers()).toEqual({ [HIM]: EACH });
    const receipts = await withClient(
      facts.urls.postgres_jobs,
      async (jobs) => (await jobs.query("SELECT state, receipt FROM erasures WHERE id = $1", [erasureId])).rows,
    );
    expect(receipts).toMatchObject([{ state: "complete" }]);
    expect(JSON.stringify(receipts)).toMatch(new RegExp(`"late_events_[^"]+":${EACH}`));
  });
});
