import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { answer, type ChaosServer, FAULTS, startChaosServer, take } from "../../sdk/test/chaos-server.ts";
import { runScript, startScript } from "./run-script.ts";
import { MISSING, RUNTIMES } from "./runtimes.ts";

const dir = inject("consumerDir");
let server: ChaosServer;
beforeEach(async () => {
  server = await startChaosServer();
});
afterEach(() => server.close());

const setUp = (options: object = {}) => `
  import { createClient } from "@fleetglass/sdk";
  const client = createClient(${
  JSON.stringify({ apiKey: "fg_eu_test", endpoint: server.url, agent: "t", ...options })
});
`;

it.skipIf(MISSING.length === 0)(`not tested: ${MISSING.join(", ") || "nothing"}`, (context) => context.skip());

describe.each(RUNTIMES)("in $name, the installed package", (runtime) => {
  it("sends what is tracked, compressed and named", async () => {
    const { code, stdout, stderr } = await runScript(
      runtime,
      dir,
      `${setUp()}
      for (let i = 0; i < 50; i++) client.llmCall({ provider: "openai", model: "gpt-5", input_tokens: i, success: true });
      console.log(await client.flush(), JSON.stringify(client.stats()));
    `,
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain('true {"queued":0,"queuedBytes":0,"inFlight":0,"sent":50,"retried":0');
    expect(server.acknowledged.size).toBe(50);
    expect(server.requests[0]?.headers).toMatchObject({
      "content-encoding": "gzip",
      "user-agent": expect.stringMatching(/^fleetglass-sdk\//),
    });
  });

  it("sends every event once through a chaotic service", async () => {
    const faults = [FAULTS.reset, FAULTS.broken, FAULTS.limited, FAULTS.halfClosed, FAULTS.garbage, FAULTS.portal];
    let n = 0;
    server.behave((...args) => (faults[n++ % 12] ?? take)(...args));
    const { code, stdout } = await runScript(
      runtime,
      dir,
      `${setUp({ maxBatchEvents: 25, requestTimeoutMs: 2000 })}
      Math.random = () => 0;
      for (let i = 0; i < 300; i++) client.toolCall({ tool_name: "t" + i });
      console.log(await client.flush({ timeoutMs: 50000 }), client.stats().sent);
    `,
    );
    expect([code, stdout.trim()]).toEqual([0, "true 300"]);
    expect(server.acknowledged.size).toBe(300);
    expect([...server.acknowledged.values()].every((times) => times === 1)).toBe(true);
  });

  it("sends what is held when the process ends by itself, and keeps its exit code", async () => {
    const { code } = await runScript(
      runtime,
      dir,
      `${setUp({ flushIntervalMs: 600000 })}
      client.heartbeat();
      process.exitCode = 7;
    `,
    );
    expect(code).toBe(7);
    expect(server.acknowledged.size).toBe(1);
  });

  it("does not keep the process alive, nor for long when nobody answers", async () => {
    server.behave(FAULTS.silent);
    const idle = await runScript(runtime, dir, `${setUp()} console.log("ready");`);
    expect(idle.code).toBe(0);
    expect(idle.ms).toBeLessThan(2_000);
    const { code, ms, stderr } = await runScript(
      runtime,
      dir,
      `${setUp({ exitTimeoutMs: 300, requestTimeoutMs: 30000 })}
      client.heartbeat();
      void client.flush({ timeoutMs: 100 }).then(() => console.log("ready"));
    `,
    );
    expect([code, stderr]).toEqual([0, ""]);
    expect(server.requests.length).toBeGreaterThan(0);
    expect(ms).toBeLessThan(10_000);
  });

  it.each(["SIGTERM", "SIGINT"] as const)(
    "lets %s end the process as it would have, after a last request",
    async (signal) => {
      const script = await startScript(
        runtime,
        dir,
        `${setUp({ flushIntervalMs: 600000 })}
      client.heartbeat();
      setInterval(() => {}, 1000);
      console.log("ready");
    `,
      );
      await script.ready;
      script.kill(signal);
      const end = await script.ended;
      expect([end.code, end.signal]).toEqual([null, signal]);
      expect(server.acknowledged.size).toBe(1);
    },
  );

  it("leaves the end to a host that listens to signals itself", async () => {
    const script = await startScript(
      runtime,
      dir,
      `${setUp({ flushIntervalMs: 600000 })}
      client.heartbeat();
      process.on("SIGTERM", () => setTimeout(() => process.exit(3), 200));
      setInterval(() => {}, 1000);
      console.log("ready");
    `,
    );
    await script.ready;
    script.kill("SIGTERM");
    expect(await script.ended).toMatchObject({ code: 3, signal: null });
  });

  it("says once that its key is refused, and goes on without a word more", async () => {
    server.behave(answer(401, { code: "AUTH_INVALID" }));
    const { code, stderr } = await runScript(
      runtime,
      dir,
      `${setUp()}
      for (let i = 0; i < 3; i++) { client.heartbeat(); await client.flush(); }
    `,
    );
    expect(code).toBe(0);
    expect(stderr.match(/\[fleetglass\]/g)).toHaveLength(1);
    expect(stderr).not.toContain("fg_eu_test");
    expect(server.requests).toHaveLength(1);
  });

  it("gives what a killed process spooled to the next one", async () => {
    server.behave(FAULTS.silent);
    const spooled = `
      import { fileSpool } from "@fleetglass/sdk/spool";
      import { createClient } from "@fleetglass/sdk";
      const client = createClient({ apiKey: "fg_eu_${runtime.name}", endpoint: ${JSON.stringify(server.url)},
        flushIntervalMs: 50, maxBatchEvents: 10, spool: fileSpool({ dir: "spool" }) });
    `;
    const script = await startScript(
      runtime,
      dir,
      `${spooled}
      for (let i = 0; i < 25; i++) client.heartbeat();
      setTimeout(() => console.log("ready"), 500);
      setInterval(() => {}, 1000);
    `,
    );
    await script.ready;
    script.kill("SIGKILL");
    expect((await script.ended).signal).toBe("SIGKILL");
    const key = server.requests[0]?.headers["idempotency-key"];
    expect(key).toBeDefined();
    server.behave(take);
    const { stdout } = await runScript(
      runtime,
      dir,
      `${spooled} console.log(await client.flush(), client.stats().sent);`,
    );
    expect(stdout.trim()).toBe("true 25");
    expect(server.acknowledged.size).toBe(25);
    expect(server.requests.at(1)?.headers["idempotency-key"]).toBe(key);
  });
});
