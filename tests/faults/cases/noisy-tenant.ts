import { setTimeout as sleep } from "node:timers/promises";
import { percentile } from "../../bench/statistics.ts";
import { agentEvents } from "../../helpers/agent-events.ts";
import { setLimits } from "../../helpers/set-limits.ts";
import { newTenant } from "../../helpers/tenant.ts";
import type { Fault } from "../fault.ts";

const LOAD = { eventsPerSecond: 500, eventsPerBatch: 50 };
const QUOTA = 200;
const TIMES = 10;
const FLOOD_BATCH = 100;

/** Somebody who sends ten times what they may beside somebody who does not: who keeps to the limits notices nothing. */
export const NOISY_TENANT: Fault = {
  name: "noisy-tenant",
  title: "another organisation sends ten times its quota and does not listen",
  async run({ stack, client, isShort }) {
    const halfMs = isShort ? 5_000 : 20_000;
    const noisy = await newTenant(stack.facts, "us");
    await setLimits(stack.facts, noisy.orgId, { events_per_second: QUOTA, requests_per_minute: 60_000 });
    const load = client.startLoad(LOAD);
    await sleep(halfMs);
    const before = client.latencies.length;
    const flood = startFlood(`${stack.facts.urls.edge}/v1/events`, noisy.apiKey);
    await sleep(halfMs);
    const { taken, refused } = await flood.stop();
    await load.stop();
    const failures: string[] = [];
    const strange = Object.keys(client.answers).filter((status) => status !== "202");
    if (strange.length > 0) failures.push(`the other was answered with ${strange.join(", ")}`);
    if (refused === 0) failures.push("the flood was never refused");
    // A bucket holds a second's worth besides; batches pass whole.
    const most = QUOTA * (halfMs / 1000 + 2) * 1.2;
    if (taken > most) failures.push(`the flood got ${taken} events through, ${Math.round(most)} at most are its due`);
    const p99 = (latencies: number[]) => Math.round(percentile(latencies, 0.99));
    const [quiet, flooded] = [client.latencies.slice(0, before), client.latencies.slice(before)];
    return {
      failures,
      notes: [
        `the other's p99: ${p99(quiet)} ms quiet, ${p99(flooded)} ms flooded`,
        `of the flood ${taken} events taken, ${refused} batches refused`,
      ],
    };
  },
};

/** Posts at ten times the quota whatever it is answered. */
function startFlood(url: string, apiKey: string): { stop(): Promise<{ taken: number; refused: number }> } {
  const answers: Promise<void>[] = [];
  const counts = { taken: 0, refused: 0 };
  const post = async () => {
    const response = await fetch(url, {
      method: "POST",
      headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
      body: JSON.stringify({ events: agentEvents(FLOOD_BATCH, Date.now()) }),
    }).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.status === 202) counts.taken += FLOOD_BATCH;
    if (response?.status === 429) counts.refused++;
  };
  const timer = setInterval(() => answers.push(post()), FLOOD_BATCH * 1000 / (QUOTA * TIMES));
  return {
    async stop() {
      clearInterval(timer);
      await Promise.all(answers);
      return counts;
    },
  };
}
