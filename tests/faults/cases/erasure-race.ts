import { setTimeout as sleep } from "node:timers/promises";
import type { Erasure } from "../../../contract/erasure.ts";
import type { ReplayProgress } from "../../../contract/replay.ts";
import { openJobsClient } from "../../../scripts/job/jobs-client.ts";
import { chooseOperator } from "../../../scripts/replay/choose-operator.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { ask } from "../../helpers/ask.ts";
import { LedgerClient } from "../../helpers/ledger-client.ts";
import { replayStep } from "../../helpers/operator.ts";
import { askClickHouse, until, watchLive } from "../../helpers/stack-client.ts";
import type { Fault, FaultScene } from "../fault.ts";

const PERSON = "somebody-to-forget@example.com";
const BATCH = 25;
const PAUSE_MS = 250;
/** An erasure waits twice for 90 seconds: for the edges, and for what of latecomers is still on the disk. */
const ERASED_WITHIN_MS = 360_000;
const ARRIVED_WITHIN_MS = 60_000;

/**
 * Agents of a person go on posting while the person is erased, and the consumer is killed on the way: in the end nothing of theirs is
 * anywhere, and everything of the others is there once.
 */
export const ERASURE_RACE: Fault = {
  name: "erasure-race",
  title: "a person is erased while their agents post, the Workers killed with -9 in between",
  isReconciledByItself: true,
  async run(scene) {
    const { stack, tenant, client } = scene;
    const theirs = new LedgerClient({ edgeUrl: stack.facts.urls.edge, apiKey: tenant.apiKey });
    const over = new AbortController();
    const posting = (async () => {
      while (!over.signal.aborted) {
        const events = agentEvents(BATCH, Date.now());
        await Promise.all([
          client.post(events.map((event) => ({ ...event, user_id: "somebody-else@example.com" }))),
          theirs.post(agentEvents(BATCH, Date.now()).map((event) => ({ ...event, user_id: PERSON }))),
        ]);
        await sleep(PAUSE_MS);
      }
    })();
    const failures: string[] = [];
    let receipt: Erasure["receipt"] = {};
    try {
      await until(() => countRows(scene, PERSON), (rows) => rows > 0);
      receipt = await erase(scene);
    } catch (error) {
      failures.push(String(error));
    } finally {
      over.abort();
      await posting;
    }
    const others = () => countRows(scene, "somebody-else@example.com");
    const stored = await until(others, (rows) => rows >= client.ledger.size, ARRIVED_WITHIN_MS).catch(others);
    if (stored !== client.ledger.size) failures.push(`of others ${stored} rows for ${client.ledger.size} events`);
    failures.push(...await findTraces(scene));
    return {
      failures,
      notes: [
        `${theirs.ledger.size} events of the person acknowledged, ${
          Number(receipt["events"])
        } erased, the others dropped at the door`,
        `${client.ledger.size} events of others acknowledged, ${stored} stored, each once`,
      ],
    };
  },
};

async function countRows({ stack, tenant }: FaultScene, user: string): Promise<number> {
  const sql = "SELECT count() AS count FROM events FINAL WHERE org_id = {org:String} AND user_id = {user:String}";
  const [row] = await askClickHouse<{ count: number }>(stack.facts, tenant.region, sql, { org: tenant.orgId, user });
  return row?.count ?? 0;
}

async function erase({ stack, tenant }: FaultScene): Promise<Erasure["receipt"]> {
  const cookie = await tenant.signIn();
  const begun = await ask(stack.facts, "POST", "/v1/privacy/erasures", { cookie, body: { user_ids: [PERSON] } });
  if (begun.status !== 202) throw new Error(`the erasure was answered with ${begun.status}`);
  await sleep(1_000);
  await stack.kill("workers");
  await stack.restart("workers");
  const { id } = begun.body as Erasure;
  await openJobsClient(chooseOperator({ edge: undefined, token: undefined }, stack.facts)).resume(tenant.region);
  const read = async () => (await ask(stack.facts, "GET", `/v1/privacy/erasures/${id}`, { cookie })).body as Erasure;
  return (await until(read, ({ state }) => state === "complete", ERASED_WITHIN_MS)).receipt;
}

/** Where the person still is: rows, what a rebuild would bring back, the live view. */
async function findTraces(scene: FaultScene): Promise<string[]> {
  const { stack, tenant } = scene;
  const found: string[] = [];
  if (await countRows(scene, PERSON) > 0) found.push("the person has rows");
  const from = new Date(Date.now() - 3_600_000).toISOString();
  for (let cursor: string | null = null, isDone = false; !isDone;) {
    const progress: ReplayProgress = await replayStep(stack.facts, {
      source: "raw",
      region: tenant.region,
      from,
      cursor,
    });
    cursor = progress.next_cursor;
    isDone = cursor === null;
  }
  if (await countRows(scene, PERSON) > 0) found.push("a rebuild from the raw log brings rows of the person back");
  const viewer = await watchLive(stack.facts, await tenant.signIn());
  const shown = JSON.stringify(await viewer.waitFor(({ type }) => type === "SNAPSHOT"));
  viewer.close();
  if (shown.includes(PERSON)) found.push("the live view names the person");
  return found;
}
