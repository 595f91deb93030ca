import { build } from "esbuild";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { afterEach, describe, expect, inject, it } from "vitest";
import { type ChaosServer, FAULTS, startChaosServer, take } from "../../sdk/test/chaos-server.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A Worker with one client for all its requests, made at module level, as on Workers it is. */
const WORKER = `
  import { createClient } from "@fleetglass/sdk";
  import { waitUntil } from "cloudflare:workers";
  const make = (options) => createClient({ apiKey: "fg_eu_test", endpoint: ENDPOINT, requestTimeoutMs: 1000, ...options });
  const client = make({ agent: "worker" });
  const late = make({ agent: "late", waitUntil, flushIntervalMs: 50 });
  client.track({ event_type: "custom", custom_type: "module" });
  export default {
    async fetch(request, env, ctx) {
      switch (new URL(request.url).pathname) {
        case "/flushed":
          client.heartbeat();
          ctx.waitUntil(client.flush());
          return new Response("ok");
        case "/forgotten":
          client.heartbeat();
          return new Response("ok");
        case "/late":
          late.heartbeat();
          return new Response("ok");
        default:
          return Response.json(client.stats());
      }
    },
  };
`;

async function startWorker(
  compatibilityFlags = ["nodejs_compat"],
): Promise<{ worker: Miniflare; server: ChaosServer }> {
  const server = await startChaosServer();
  const { outputFiles } = await build({
    stdin: { contents: WORKER, resolveDir: inject("consumerDir") },
    bundle: true,
    format: "esm",
    conditions: ["workerd", "worker", "browser"],
    external: ["cloudflare:workers"],
    define: { ENDPOINT: JSON.stringify(server.url) },
    write: false,
  });
  const worker = new Miniflare(convertV4MiniflareOptions({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-09-15",
    compatibilityFlags,
  }));
  closers.push(() => server.close(), () => worker.dispose());
  return { worker, server };
}

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 30_000; !holds();) {
    if (Date.now() > deadline) throw new Error("not within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("in a Worker, the installed package", () => {
  it.each([
    ["with Node's modules", ["nodejs_compat"]],
    ["without", []],
  ])("is made at module level and sends after the response, also what came before: %s", async (_name, flags) => {
    const { worker, server } = await startWorker(flags);
    expect(await (await worker.dispatchFetch("http://worker/flushed")).text()).toBe("ok");
    await until(() => server.acknowledged.size === 2);
    const { "user-agent": agent, "x-fleetglass-sdk": name } = server.requests[0]?.headers ?? {};
    expect(name ?? agent).toMatch(/^fleetglass-sdk\//);
    for (const { timestamp } of server.requests[0]?.events ?? []) {
      expect(Math.abs(Number(timestamp) - Date.now())).toBeLessThan(60_000);
    }
  });

  it("sends by itself when it is given waitUntil", async () => {
    const { worker, server } = await startWorker();
    await worker.dispatchFetch("http://worker/late");
    await until(() => server.requests.some(({ events }) => events.some(({ agent_id: agent }) => agent === "late")));
  });

  it("shares one client between many requests at a time", async () => {
    const { worker, server } = await startWorker();
    await Promise.all(Array.from({ length: 20 }, () => worker.dispatchFetch("http://worker/flushed")));
    await until(() => server.acknowledged.size === 21);
    expect([...server.acknowledged.values()].every((times) => times === 1)).toBe(true);
  });

  it("gets over requests that ended while theirs was under way: a later one sends what they could not", async () => {
    const { worker, server } = await startWorker();
    server.behave(FAULTS.silent);
    for (let i = 0; i < 3; i++) await worker.dispatchFetch("http://worker/forgotten");
    await worker.dispatchFetch("http://worker/flushed");
    await until(() => server.requests.length > 0);
    server.behave(take);
    await until(() => {
      void worker.dispatchFetch("http://worker/flushed").catch(() => {});
      return server.acknowledged.size >= 5;
    });
    const keys = server.requests.map(({ headers }) => headers["idempotency-key"]);
    expect(keys.filter((key) => key === keys[0]).length).toBeGreaterThan(1);
  });
});
