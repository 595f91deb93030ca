import { afterEach } from "vitest";
import type { Client } from "../src/client.ts";
import { createClient } from "../src/index.ts";
import type { ClientOptions } from "../src/options.ts";
import { type ChaosServer, startChaosServer } from "./chaos-server.ts";

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A client, the server that it sends to, and what it warned of. */
export interface TestClient {
  client: Client;
  server: ChaosServer;
  warnings: string[];
}

/** Makes a client of a server of its own; both end with the test. */
export async function newTestClient(options: Partial<ClientOptions> = {}): Promise<TestClient> {
  const server = await startChaosServer();
  const warnings: string[] = [];
  const client = createClient({
    apiKey: "fg_eu_test",
    endpoint: server.url,
    agent: "tester",
    flushIntervalMs: 20,
    onWarning: (message) => warnings.push(message),
    ...options,
  });
  closers.push(() => server.close(), () => client.shutdown({ timeoutMs: 0 }));
  return { client, server, warnings };
}

/** Waits until something holds; fails after a generous while. */
export async function until(holds: () => boolean, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!holds()) {
    if (Date.now() > deadline) throw new Error(`not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
