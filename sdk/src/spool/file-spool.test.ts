import { appendFile, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FAULTS, take } from "../../test/chaos-server.ts";
import { newTestClient, until } from "../../test/test-client.ts";
import { createClient } from "../index.ts";
import { fileSpool } from "./file-spool.ts";

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), "fleetglass-spool-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const logs = async () => (await readdir(dir)).filter((name) => name.includes(".fgspool"));

describe("fileSpool()", () => {
  it("keeps an event on disk from the call until it is answered, readable by its owner alone", async () => {
    const { client } = await newTestClient({ spool: fileSpool({ dir }), flushIntervalMs: 60_000 });
    const id = client.heartbeat();
    const [name = ""] = await logs();
    expect(await readFile(join(dir, name), "utf8")).toContain(id);
    expect((await stat(join(dir, name))).mode & 0o077).toBe(0);
    expect(name).not.toContain("fg_eu_test");
    await client.shutdown();
    expect(await logs()).toEqual([]);
  });

  it("gives what one client leaves behind to the next one, under the keys that batches had", async () => {
    const spool = fileSpool({ dir });
    const { client, server } = await newTestClient({ spool, maxBatchEvents: 5, requestTimeoutMs: 100 });
    server.behave(FAULTS.silent);
    const ids = Array.from({ length: 12 }, () => client.heartbeat());
    await until(() => server.requests.length > 0);
    await client.shutdown({ timeoutMs: 0 });
    const key = server.requests[0]?.headers["idempotency-key"];

    server.behave(take);
    const next = createClient({ apiKey: "fg_eu_test", endpoint: server.url, spool });
    expect(next.stats().queued).toBe(12);
    expect(await next.flush()).toBe(true);
    expect([...server.acknowledged.keys()]).toEqual(ids);
    expect(server.requests.filter(({ headers }) => headers["idempotency-key"] === key).at(-1)?.events).toHaveLength(5);
    await next.shutdown();
    expect(await logs()).toEqual([]);
  });

  it("leaves alone what belongs to another key or address, and to a client that lives", async () => {
    const spool = fileSpool({ dir });
    const first = await newTestClient({ spool, flushIntervalMs: 60_000 });
    first.client.heartbeat();
    const other = createClient({ apiKey: "fg_eu_other", endpoint: first.server.url, spool });
    const same = createClient({ apiKey: "fg_eu_test", endpoint: first.server.url, spool });
    expect([other.stats().queued, same.stats().queued]).toEqual([0, 0]);
    await first.client.shutdown({ timeoutMs: 0 });
    expect(createClient({ apiKey: "fg_eu_other", endpoint: first.server.url, spool }).stats().queued).toBe(0);
    expect(createClient({ apiKey: "fg_eu_test", endpoint: first.server.url, spool }).stats().queued).toBe(1);
  });

  it("ignores a torn end", async () => {
    const spool = fileSpool({ dir });
    const { client, server } = await newTestClient({ spool, flushIntervalMs: 60_000 });
    client.heartbeat();
    await client.shutdown({ timeoutMs: 0 });
    const [name = ""] = await logs();
    await appendFile(join(dir, name), 'e{"event_id":"torn","event_ty');
    const next = createClient({ apiKey: "fg_eu_test", endpoint: server.url, spool });
    await next.flush();
    expect(server.acknowledged.size).toBe(1);
  });

  it("stays small while events come and go, and bounded while none go", async () => {
    const spool = fileSpool({ dir });
    const { client, server } = await newTestClient({ spool, maxQueueBytes: 40_000, requestTimeoutMs: 50 });
    const sizeOf = async () => (await stat(join(dir, (await logs())[0] ?? ""))).size;
    for (let round = 0; round < 20; round++) {
      for (let i = 0; i < 50; i++) client.toolCall({ tool_name: "t", error_message: "x".repeat(200) });
      await client.flush();
    }
    expect(server.acknowledged.size).toBe(1_000);
    expect(await sizeOf()).toBeLessThan(160_000);
    server.behave(FAULTS.silent);
    for (let i = 0; i < 3_000; i++) client.toolCall({ tool_name: "t", error_message: "x".repeat(200) });
    expect(await sizeOf()).toBeLessThan(200_000);
    const held = client.stats().queued + client.stats().inFlight;
    await client.shutdown({ timeoutMs: 0 });
    server.behave(take);
    const next = createClient({ apiKey: "fg_eu_test", endpoint: server.url, spool, maxQueueBytes: 40_000 });
    expect(next.stats().queued).toBe(held);
  });

  it("does without when the folder cannot be used, and says so", async () => {
    const { client, server, warnings } = await newTestClient({ spool: fileSpool({ dir: "/dev/null/spool" }) });
    client.heartbeat();
    await client.flush();
    expect(server.acknowledged.size).toBe(1);
    expect(warnings).toEqual([expect.stringContaining("spool")]);
  });
});
