import { describe, expect, it } from "vitest";
import { collectQueueSettings, deriveWorkerConfig, WorkerConfig } from "./derive-worker-config.ts";

const consumer = WorkerConfig.parse({
  name: "consumer",
  main: "index.ts",
  compatibility_date: "2026-09-15",
  vars: { REGION: "us", CLICKHOUSE_URL: "" },
  secrets: { required: ["CLICKHOUSE_PASSWORD"] },
  queues: {
    producers: [{ binding: "EVENTS", queue: "events-us" }],
    consumers: [{
      queue: "events-us",
      max_batch_size: 100,
      max_batch_timeout: 1,
      max_retries: 100,
      dead_letter_queue: "events-us-dead",
    }],
  },
});

describe("deriveWorkerConfig()", () => {
  const derived = deriveWorkerConfig(consumer, { main: "/p/entry.ts", vars: { CLICKHOUSE_URL: "http://x" } });

  it("keeps what it does not know and sets the variables", () => {
    expect(derived).toMatchObject({
      name: "consumer",
      main: "/p/entry.ts",
      compatibility_date: "2026-09-15",
      vars: { REGION: "us", CLICKHOUSE_URL: "http://x" },
    });
  });

  it("leads queue producers to the local queue and drops the rest of the queues", () => {
    expect(derived.services).toEqual([
      { binding: "EVENTS", service: "fleetglass-local-queue", entrypoint: "Producer", props: { queue: "events-us" } },
    ]);
    expect(derived).not.toHaveProperty("queues");
  });

  it("drops the list of required secrets", () => {
    expect(derived).not.toHaveProperty("secrets");
  });
});

describe("collectQueueSettings()", () => {
  it("answers each queue's settings with its consumer's binding", () => {
    expect(collectQueueSettings([{ consumer: "CONSUMER_US", config: consumer }])).toEqual({
      "events-us": {
        consumer: "CONSUMER_US",
        maxBatchSize: 100,
        maxBatchTimeoutMs: 1000,
        maxRetries: 100,
        deadLetterQueue: "events-us-dead",
      },
    });
  });
});
