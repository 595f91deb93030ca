import type { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { encodeChunk } from "../../../contract/chunk.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { until } from "../../helpers/stack-client.ts";
import type { Fault, FaultScene } from "../fault.ts";
import { withQueue } from "../local-queue.ts";

const GOOD_BATCHES = 10;

/** Messages that no store takes, among good ones in one delivery: they are set aside, the good ones are stored. */
export const POISON: Fault = {
  name: "poison",
  title: "messages that cannot be stored among good ones, with the Workers down in between",
  async run(scene) {
    const { stack, client } = scene;
    // While ClickHouse is away the queue keeps everything, so that all of it comes in the same delivery.
    await stack.kill("clickhouse");
    for (let i = 0; i < GOOD_BATCHES / 2; i++) await client.post(agentEvents(50, Date.now()));
    await stack.end("workers");
    const before = await withQueue(stack.dataDir, (queue) => {
      putMessage(queue, new Uint8Array([1, 2, 3]));
      putMessage(queue, chunkOfBadRows(scene));
      return countMessages(queue);
    });
    await stack.restart("clickhouse", "workers");
    for (let i = 0; i < GOOD_BATCHES / 2; i++) await client.post(agentEvents(50, Date.now()));
    const left = await until(() => withQueue(stack.dataDir, countMessages), (count) => count === 0, 30_000)
      .catch(() => withQueue(stack.dataDir, countMessages));
    const failures = left === 0 ? [] : [`${left} messages are still in the queue`];
    return { failures, notes: [`${before} messages waited, 2 of them poison`] };
  },
};

/** A chunk whose header is good and whose rows no table takes. */
function chunkOfBadRows({ tenant }: FaultScene): Uint8Array<ArrayBuffer> {
  return encodeChunk({
    header: {
      version: 2,
      chunk_id: crypto.randomUUID(),
      org_id: tenant.orgId,
      region: "us",
      received_at: Date.now(),
      request_id: "req_poison",
      count: 1,
      event_hashes: "",
      windows: [],
      sessions: [],
      tail: [],
      tail_dropped: 0,
    },
    rows: gzipSync('{"org_id":"x","timestamp":"not a time"}\n'),
  });
}

function putMessage(queue: DatabaseSync, body: Uint8Array): void {
  const now = Date.now();
  queue.prepare("INSERT INTO messages (body, queued_at, available_at) VALUES (?, ?, ?)").run(body, now, now);
}

function countMessages(queue: DatabaseSync): number {
  return Number(queue.prepare("SELECT count(*) AS count FROM messages").get()?.["count"]);
}
