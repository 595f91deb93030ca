import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mintApiKey } from "../../contract/api-key.ts";
import { bundleEdge } from "../bench/edge/bundle-edge.ts";
import { type EdgeRuntime, startEdgeRuntime } from "../bench/edge/edge-runtime.ts";
import { agentEvents } from "../helpers/agent-events.ts";

/** A queue that takes its time, refuses calls with a message of a request that is named so, and says what calls it has had. */
const QUEUE = `
  import { WorkerEntrypoint } from "cloudflare:workers";
  const calls = [];
  const requestOf = (body) => /"request_id":"([^"]+)"/.exec(new TextDecoder().decode(body))[1];
  export class Queue extends WorkerEntrypoint {
    send(body) { return this.sendBatch([{ body }]); }
    async sendBatch(messages) {
      const requests = messages.map(({ body }) => requestOf(body));
      const isTaken = !requests.some((request) => request.startsWith("refused-"));
      await new Promise((resolve) => setTimeout(resolve, 100));
      calls.push({ requests, isTaken });
      if (!isTaken) throw new Error("refused");
    }
  }
  export default { fetch: () => Response.json(calls.splice(0)) };
`;

interface QueueCall {
  requests: string[];
  isTaken: boolean;
}

let runtime: EdgeRuntime;
beforeAll(async () => void (runtime = await startEdgeRuntime(await bundleEdge(), { queue: QUEUE })), 60_000);
afterAll(() => runtime.stop());

const headers = { authorization: `Bearer ${mintApiKey("us")}`, "content-type": "application/json" };

async function post(requestId: string, signal: AbortSignal | null = null): Promise<number> {
  const body = JSON.stringify(agentEvents(1, Date.now()));
  const url = new URL("/v1/events", runtime.edgeUrl);
  const init = { method: "POST", headers: { ...headers, "x-request-id": requestId }, body, signal };
  const response = await fetch(url, init);
  await response.arrayBuffer();
  return response.status;
}

/** Posts requests of these names at once, until the queue has had some of them in one call; answers their statuses. */
async function postTogether(names: readonly string[]): Promise<{ statuses: Map<string, number>; calls: QueueCall[] }> {
  for (;;) {
    const statuses = new Map(await Promise.all(names.map(async (name) => [name, await post(name)] as const)));
    const calls = await runtime.askQueue<QueueCall[]>();
    if (calls.some(({ requests }) => requests.length > 1)) return { statuses, calls };
  }
}

const named = (kind: string, count: number) => Array.from({ length: count }, (_, i) => `${kind}-request-${i}`);
const takenBy = (calls: readonly QueueCall[]) =>
  calls.flatMap(({ requests, isTaken }) => isTaken ? requests : []).toSorted();

describe("requests of a busy edge", { timeout: 60_000 }, () => {
  it("share calls of the queue, and each is answered when its events are on it", async () => {
    const names = named("good", 40);
    const { statuses, calls } = await postTogether(names);
    expect(new Set(statuses.values())).toEqual(new Set([202]));
    expect(takenBy(calls)).toEqual(names.toSorted());
  });

  it("fail by themselves: one that the queue refuses takes no other with it", async () => {
    const names = [...named("good", 30), ...named("refused", 3)];
    const { statuses, calls } = await postTogether(names);
    for (const [name, status] of statuses) expect([name, status]).toEqual([name, name.startsWith("good") ? 202 : 503]);
    expect(takenBy(calls)).toEqual(named("good", 30).toSorted());
  });

  it("do not depend on whether another one's client stays for its answer", async () => {
    const leaving = named("leaving", 20).map((name) => post(name, AbortSignal.timeout(40)).catch(() => 0));
    const staying = named("good", 20).map((name) => post(name));
    expect(new Set(await Promise.all(staying))).toEqual(new Set([202]));
    await Promise.all(leaving);
    const taken = takenBy(await runtime.askQueue<QueueCall[]>());
    expect(taken).toEqual(expect.arrayContaining(named("good", 20)));
  });
});
