import { setTimeout as sleep } from "node:timers/promises";
import { agentEvents } from "../../helpers/agent-events.ts";
import { until } from "../../helpers/stack-client.ts";
import { countStored } from "../count-stored.ts";
import type { Fault } from "../fault.ts";

const BATCHES = 20;
const BATCH = 50;
/** The local queue delivers within a second; the consumer has sent its insert by then and waits for the answer. */
const INSERT_UNDER_WAY_MS = 3_000;

/** A consumer that dies when ClickHouse has its rows and the queue has not heard so: the same messages come again. */
export const CONSUMER_KILLED: Fault = {
  name: "consumer-killed",
  title: "consumer killed with -9 after its insert, before its acknowledgement",
  async run(scene) {
    const { stack, client } = scene;
    stack.pause("clickhouse");
    for (let i = 0; i < BATCHES; i++) await client.post(agentEvents(BATCH, Date.now()));
    await sleep(INSERT_UNDER_WAY_MS);
    await stack.kill("workers");
    stack.resume("clickhouse");
    // Nobody is left who could insert, so what appears now was inserted by the dead consumer.
    const before = await until(() => countStored(scene), (count) => count > 0, 10_000).catch(() => 0);
    await stack.restart("workers");
    const failures = before > 0 ? [] : ["no insert was under way when the consumer died"];
    return { failures, notes: [`${before} events were stored without anybody's acknowledgement`] };
  },
};
