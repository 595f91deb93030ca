import { afterAll, describe, expect, inject, it } from "vitest";
import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { readChecks } from "../../stores/postgres/health-checks/read-checks.ts";
import { recordChecks } from "../../stores/postgres/health-checks/record-checks.ts";
import { withClient } from "../helpers/people.ts";

const facts = inject("stack");
useNeonEndpoints({ fetchEndpoint: facts.urls.neon, wsProxy: facts.urls.neon_websocket });
const database = openDatabase(facts.urls.postgres_app);
const ok = { status: "ok" as const, duration_ms: 10 };
const timeout = { status: "timeout" as const, duration_ms: 2_000 };
const PREFIX = "test_checks_";
let minted = 0;
const newName = () => `${PREFIX}${Date.now()}_${minted++}`;

const stretches = async (name: string) =>
  (await readChecks(database, new Date(0))).filter(({ dependency }) => dependency === name);

/** Lets time pass for a dependency: its checks move into the past. */
async function letPass(name: string, seconds: number): Promise<void> {
  await withClient(facts.urls.postgres, (owner) =>
    owner.query(
      `UPDATE health_checks SET began_at = began_at - make_interval(secs => $2), seen_at = seen_at - make_interval(secs => $2)
       WHERE dependency = $1`,
      [name, seconds],
    ));
}

afterAll(async () => {
  await withClient(
    facts.urls.postgres,
    (owner) => owner.query("DELETE FROM health_checks WHERE starts_with(dependency, $1)", [PREFIX]),
  );
});

describe("recordChecks()", () => {
  it("notes one check a minute, however many there are", async () => {
    const name = newName();
    for (let i = 0; i < 3; i++) await recordChecks(database, { [name]: ok });
    await Promise.all(Array.from({ length: 4 }, () => recordChecks(database, { [name]: ok })));
    expect(await stretches(name)).toMatchObject([{ status: "ok", checks: 1, totalMs: 10, slowestMs: 10 }]);
  });

  it("goes on with a stretch while the answers agree, and counts each minute once when several check at a time", async () => {
    const name = newName();
    await recordChecks(database, { [name]: ok });
    for (const duration_ms of [30, 20]) {
      await letPass(name, 60);
      await Promise.all(Array.from({ length: 3 }, () => recordChecks(database, { [name]: { ...ok, duration_ms } })));
    }
    const found = await stretches(name);
    expect(found.reduce((sum, { checks }) => sum + checks, 0)).toBe(3);
    expect(found.reduce((sum, { totalMs }) => sum + totalMs, 0)).toBe(60);
    expect(Math.max(...found.map(({ slowestMs }) => slowestMs))).toBe(30);
    // A stretch ends at midnight of UTC, also while this runs.
    expect(found.length).toBeLessThanOrEqual(2);
  });

  it("begins another stretch at once when it is answered otherwise, and after minutes without a check", async () => {
    const name = newName();
    await recordChecks(database, { [name]: ok });
    await letPass(name, 20);
    await recordChecks(database, { [name]: timeout });
    expect((await stretches(name)).map(({ status }) => status)).toEqual(["ok", "timeout"]);
    await letPass(name, 600);
    await recordChecks(database, { [name]: timeout });
    expect((await stretches(name)).map(({ status, checks }) => [status, checks])).toEqual([
      ["ok", 1],
      ["timeout", 1],
      ["timeout", 1],
    ]);
  });

  it("begins another stretch every day", async () => {
    const name = newName();
    await recordChecks(database, { [name]: ok });
    await withClient(facts.urls.postgres, (owner) =>
      owner.query(
        `UPDATE health_checks SET began_at = date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' - interval '1 s',
           seen_at = now() - interval '70 s' WHERE dependency = $1 AND seen_at > now() - interval '1 h'`,
        [name],
      ));
    await recordChecks(database, { [name]: ok });
    expect(await stretches(name)).toHaveLength(2);
  });
});
