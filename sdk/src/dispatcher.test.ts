import { afterEach, describe, expect, it, vi } from "vitest";
import { answer, type Behaviour, FAULTS, take } from "../test/chaos-server.ts";
import { newTestClient, until } from "../test/test-client.ts";

afterEach(() => vi.restoreAllMocks());

/** Full jitter at its shortest: retries come at once. */
const withoutPauses = () => vi.spyOn(Math, "random").mockReturnValue(0);

describe("batches", () => {
  it("go when they are full by count, without waiting for the interval", async () => {
    const { client, server } = await newTestClient({ maxBatchEvents: 10, flushIntervalMs: 600_000 });
    for (let i = 0; i < 25; i++) client.heartbeat();
    await until(() => server.acknowledged.size === 20);
    expect(server.requests.map(({ events }) => events.length)).toEqual([10, 10]);
    expect(client.stats().queued).toBe(5);
  });

  it("go when they are full by bytes", async () => {
    const { client, server } = await newTestClient({ maxBatchBytes: 10_000, flushIntervalMs: 600_000, gzip: false });
    for (let i = 0; i < 12; i++) client.toolCall({ tool_name: "é".repeat(200), error_message: "x".repeat(1_000) });
    await client.flush();
    expect(server.requests.length).toBeGreaterThan(1);
    for (const { bytes } of server.requests) expect(bytes).toBeLessThanOrEqual(10_000 + 50);
  });

  it("go when their time has come", async () => {
    const { client, server } = await newTestClient({ flushIntervalMs: 30 });
    client.heartbeat();
    await until(() => server.acknowledged.size === 1);
  });

  it("are gzipped when that is worth it, and not when it is switched off", async () => {
    const { client, server } = await newTestClient();
    for (let i = 0; i < 100; i++) client.toolCall({ tool_name: "Bash", success: true });
    await client.flush();
    expect(server.requests[0]?.headers["content-encoding"]).toBe("gzip");
    expect(server.requests[0]?.bytes).toBeLessThan((server.requests[0]?.text.length ?? 0) / 3);
    const plain = await newTestClient({ gzip: false });
    for (let i = 0; i < 100; i++) plain.client.toolCall({ tool_name: "Bash", success: true });
    await plain.client.flush();
    expect(plain.server.requests[0]?.headers["content-encoding"]).toBeUndefined();
  });

  it("are under way one at a time, or as many as allowed", async () => {
    for (const maxInFlight of [1, 3]) {
      const { client, server } = await newTestClient({ maxBatchEvents: 5, maxInFlight });
      let now = 0;
      let most = 0;
      server.behave((response, request, socket) => {
        most = Math.max(most, ++now);
        setTimeout(() => {
          now--;
          take(response, request, socket);
        }, 30);
      });
      for (let i = 0; i < 60; i++) client.heartbeat();
      expect(client.stats().queued).toBe(60);
      await client.flush();
      expect(most).toBe(maxInFlight);
      expect(server.acknowledged.size).toBe(60);
    }
  });

  it("keep events in the order in which they were tracked", async () => {
    const { client, server } = await newTestClient({ maxBatchEvents: 7 });
    const ids = Array.from({ length: 50 }, () => client.heartbeat());
    await client.flush();
    expect(server.requests.flatMap(({ events }) => events.map(({ event_id: id }) => id))).toEqual(ids);
  });
});

describe("a batch that is not taken", () => {
  it.each(Object.entries(FAULTS).filter(([name]) => name !== "silent" && name !== "slow"))(
    "is sent again after %s, under the same key, until each event is acknowledged once",
    async (_name, fault: Behaviour) => {
      withoutPauses();
      const { client, server } = await newTestClient();
      server.behave(fault, fault, take);
      const ids = Array.from({ length: 30 }, () => client.heartbeat());
      expect(await client.flush()).toBe(true);
      expect([...server.acknowledged]).toEqual(ids.map((id) => [id, 1]));
      expect(new Set(server.requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(1);
      // A runtime may send again by itself when a connection that it kept turns out to be dead.
      const { retried, ...stats } = client.stats();
      expect(stats).toMatchObject({ sent: 30, dropped: {} });
      expect(retried).toBeGreaterThan(0);
      expect(retried).toBeLessThan(server.requests.length);
    },
  );

  it("is sent again when nobody answers in time", async () => {
    withoutPauses();
    const { client, server } = await newTestClient({ requestTimeoutMs: 500 });
    server.behave(FAULTS.silent, take);
    client.heartbeat();
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 1, retried: 1 });
  });

  it("is sent again when an answer drips in and never gets to its end", async () => {
    withoutPauses();
    const { client, server } = await newTestClient({ requestTimeoutMs: 500 });
    server.behave((_response, _request, socket) => {
      socket.write("HTTP/1.1 202 Accepted\r\nx-drip: ");
      const drip = setInterval(() => socket.destroyed ? clearInterval(drip) : socket.write("."), 20);
    }, take);
    client.heartbeat();
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 1, retried: 1 });
  });

  it.each<[string, string]>([
    ["no pause at all", "0"],
    ["a date that is over by this clock", "Sat, 01 Jan 2022 00:00:00 GMT"],
  ])("does not come in a flood to a service that asks for %s, again and again", async (_name, after) => {
    const { client, server } = await newTestClient();
    server.behave(answer(503, {}, { "retry-after": after }));
    client.heartbeat();
    expect(await client.flush({ timeoutMs: 1_500 })).toBe(false);
    expect(server.requests.length).toBeGreaterThan(0);
    expect(server.requests.length).toBeLessThan(20);
  });

  it("counts each event for itself when an answer of another success refuses some", async () => {
    const { client, server } = await newTestClient();
    const errors = [{ index: 0, code: "TOO_LONG" }, { index: 2, code: "INVALID_TYPE" }];
    server.behave(answer(207, { accepted: 1, rejected: 2, errors }));
    for (let i = 0; i < 3; i++) client.heartbeat();
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 1, dropped: { TOO_LONG: 1, INVALID_TYPE: 1 } });
  });

  it("counts as taken when the answer breaks off behind its status", async () => {
    const { client, server } = await newTestClient({ requestTimeoutMs: 200 });
    server.behave((response) => {
      response.writeHead(202, { "content-length": "1000" });
      response.write('{"accepted":');
    });
    client.heartbeat();
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 1, retried: 0 });
  });

  it("reads no more of an endless answer than it needs", async () => {
    const { client, server } = await newTestClient();
    let written = 0;
    server.behave((response) => {
      response.writeHead(202);
      const part = "x".repeat(64 * 1024);
      const write = () => {
        while (!response.destroyed && written < 200 * 1024 * 1024) {
          written += part.length;
          if (!response.write(part)) return void response.once("drain", write);
        }
      };
      write();
    });
    client.heartbeat();
    expect(await client.flush()).toBe(true);
    expect(client.stats().sent).toBe(1);
    expect(written).toBeLessThan(200 * 1024 * 1024);
  });

  it("waits as long as it is asked to, in seconds or until a time", async () => {
    const { client, server } = await newTestClient();
    server.behave(
      answer(429, {}, { "retry-after": "1" }),
      (response) =>
        answer(503, {}, { "retry-after": new Date(Date.now() + 2_000).toUTCString() })(
          response,
          undefined as never,
          undefined as never,
        ),
      take,
    );
    client.heartbeat();
    await client.flush();
    const [first, second, third] = server.requests.map(({ at }) => at) as [number, number, number];
    expect(second - first).toBeGreaterThanOrEqual(990);
    // A date has whole seconds: of two there is at least one left.
    expect(third - second).toBeGreaterThanOrEqual(900);
  });

  it("is given up after its deadline, and counted", async () => {
    withoutPauses();
    const { client, server } = await newTestClient({ retryDeadlineMs: 150 });
    server.behave(FAULTS.slow, FAULTS.broken);
    server.behave((response, request, socket) => setTimeout(() => FAULTS.broken(response, request, socket), 40));
    client.heartbeat();
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 0, dropped: { expired: 1 }, queued: 0, queuedBytes: 0 });
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it("is halved when it is too large, down to the event that is, and later ones are smaller from the start", async () => {
    const { client, server } = await newTestClient({ maxBatchEvents: 64 });
    server.behave((response, request, socket) => {
      const isTooLarge = request.events.length > 8 || request.events.some(({ tool_name: name }) => name === "huge");
      (isTooLarge ? answer(413, { code: "BODY_TOO_LARGE" }) : take)(response, request, socket);
    });
    for (let i = 0; i < 64; i++) client.toolCall({ tool_name: i === 20 ? "huge" : `t${i}` });
    expect(await client.flush()).toBe(true);
    expect(server.acknowledged.size).toBe(63);
    expect([...server.acknowledged.values()].every((times) => times === 1)).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 63, dropped: { too_large: 1 }, queuedBytes: 0 });
    const before = server.requests.length;
    for (let i = 0; i < 32; i++) client.toolCall({ tool_name: `u${i}` });
    await client.flush();
    expect(server.requests[before]?.events.length).toBeLessThan(32);
    // Halves are other batches: under the old key they could be taken for it.
    expect(new Set(server.requests.map(({ headers }) => headers["idempotency-key"])).size).toBe(server.requests.length);
  });

  it.each([401, 403])("stops everything on %i, and says so once", async (status) => {
    const { client, server, warnings } = await newTestClient({ maxBatchEvents: 5, maxInFlight: 2 });
    server.behave(answer(status, { code: "AUTH_REVOKED", detail: "no" }));
    for (let i = 0; i < 30; i++) client.heartbeat();
    expect(await client.flush()).toBe(true);
    const asked = server.requests.length;
    expect(asked).toBeLessThanOrEqual(2);
    client.heartbeat();
    await client.flush();
    expect(server.requests).toHaveLength(asked);
    expect(client.stats()).toMatchObject({ sent: 0, queued: 0, queuedBytes: 0, dropped: { unauthorized: 31 } });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain("fg_eu_test");
  });

  it("is counted by reason when the service refuses it or part of it", async () => {
    const { client, server, warnings } = await newTestClient();
    server.behave(
      answer(202, { accepted: 1, rejected: 1, errors: [{ index: 0, code: "TOO_LONG", pointer: "/model" }] }),
      answer(422, { code: "VAL_INVALID_FORMAT", errors: [{ pointer: "/events/0/model", detail: "REQUIRED: x" }] }),
      answer(404, {}),
    );
    client.heartbeat();
    client.heartbeat();
    await client.flush();
    client.heartbeat();
    await client.flush();
    client.heartbeat();
    await client.flush();
    expect(client.stats()).toMatchObject({ sent: 1, dropped: { TOO_LONG: 1, REQUIRED: 1, http_404: 1 } });
    expect(warnings.length).toBeGreaterThan(0);
  });

  it("never lets the key follow a redirect", async () => {
    withoutPauses();
    const { client, server } = await newTestClient();
    const other = await newTestClient();
    server.behave(answer(307, "", { location: `${other.server.url}/v1/events` }), take);
    client.heartbeat();
    await client.flush();
    expect(other.server.requests).toEqual([]);
    expect(server.acknowledged.size).toBe(1);
  });
});

describe("an unreachable service", () => {
  it.each(["oldest", "newest"] as const)(
    "costs bounded memory; %s events make room, and are counted",
    async (dropPolicy) => {
      const { client, server } = await newTestClient({
        dropPolicy,
        maxQueueEvents: 100,
        maxBatchEvents: 10,
        requestTimeoutMs: 50,
      });
      server.behave(FAULTS.silent);
      const ids = Array.from({ length: 1_000 }, () => client.heartbeat());
      await until(() => server.requests.length > 0);
      for (let i = 0; i < 1_000; i++) ids.push(client.heartbeat());
      const { queued, inFlight, dropped } = client.stats();
      expect(queued + inFlight).toBe(100);
      expect(dropped).toEqual({ queue_full: 1_900 });
      server.behave(take);
      expect(await client.flush({ timeoutMs: 30_000 })).toBe(true);
      const kept = [...server.acknowledged.keys()];
      expect(kept).toHaveLength(100);
      const side = dropPolicy === "newest" ? [0, 90] as const : [-90] as const;
      expect(kept.slice(...side)).toEqual(ids.slice(...side));
    },
  );

  it("costs bounded bytes, too", async () => {
    const { client, server } = await newTestClient({ maxQueueBytes: 50_000, requestTimeoutMs: 50 });
    server.behave(FAULTS.silent);
    for (let i = 0; i < 500; i++) client.toolCall({ tool_name: "t", error_message: "é".repeat(500) });
    expect(client.stats().queuedBytes).toBeLessThanOrEqual(50_000);
    expect(client.stats().queuedBytes).toBeGreaterThan(40_000);
    expect(client.stats().dropped.queue_full).toBeGreaterThan(400);
  });

  it("holds flush() up no longer than asked", async () => {
    const { client, server } = await newTestClient();
    server.behave(FAULTS.silent);
    client.heartbeat();
    const started = performance.now();
    expect(await client.flush({ timeoutMs: 100 })).toBe(false);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it("leaves no rejection unhandled, with a transport of any kind", async () => {
    const seen: unknown[] = [];
    const hear = (reason: unknown) => seen.push(reason);
    process.on("unhandledRejection", hear);
    const transports = [
      () => Promise.reject(new Error("rejected")),
      () => {
        throw new Error("thrown");
      },
      () => undefined,
      () => Promise.resolve(undefined),
      () => new Promise(() => {}),
    ];
    for (const transport of transports) {
      const { client } = await newTestClient({
        transport: transport as never,
        requestTimeoutMs: 30,
        retryDeadlineMs: 50,
      });
      client.heartbeat();
      await client.flush({ timeoutMs: 5_000 });
      expect(client.stats().sent).toBe(0);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off("unhandledRejection", hear);
    expect(seen).toEqual([]);
  });
});

describe("a chaotic service", () => {
  it("gets every event, and acknowledges each once, whatever it does in between", async () => {
    withoutPauses();
    const { client, server } = await newTestClient({ maxBatchEvents: 20, requestTimeoutMs: 1_500, maxInFlight: 2 });
    const faults = Object.values(FAULTS);
    let n = 0;
    server.behave((response, request, socket) => {
      const fault = faults[n++ % (faults.length * 2)] ?? take;
      fault(response, request, socket);
    });
    const ids: string[] = [];
    for (let i = 0; i < 400; i++) {
      ids.push(client.llmCall({ model: "m", input_tokens: i }));
      if (i % 40 === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    }
    expect(await client.flush({ timeoutMs: 60_000 })).toBe(true);
    expect([...server.acknowledged.keys()].toSorted()).toEqual(ids.toSorted());
    expect([...server.acknowledged.values()].every((times) => times === 1)).toBe(true);
    expect(client.stats()).toMatchObject({ sent: 400, queued: 0, inFlight: 0, queuedBytes: 0, dropped: {} });
  }, 90_000);
});
