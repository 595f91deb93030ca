import { setTimeout as sleep } from "node:timers/promises";
import { readCpuMs } from "../process-cpu.ts";
import type { Bench } from "../result.ts";
import { percentile } from "../statistics.ts";
import { chunkHeaders } from "./chunk-headers.ts";
import { Hall } from "./hall.ts";
import { type LiveRuntime, startLiveRuntime } from "./live-runtime.ts";

const VIEWERS = 1_000;
const EVENTS = 100;
const ROUND_MS = 1_000;
const SETTLE_MS = 5_000;

/** P6: how long it takes until each of a thousand viewers of one organisation has what is pushed. */
export const MANY_VIEWERS: Bench = {
  name: "P6",
  async run({ seconds }) {
    const runtime = await startLiveRuntime();
    try {
      const rounds = Math.min(seconds, 30);
      const dashboards = await measure(runtime, rounds, true);
      const plain = await measure(runtime, rounds, false);
      const figures = {
        ...dashboards,
        ...Object.fromEntries(Object.entries(plain).map(([name, value]) => [`line by line: ${name}`, value])),
      };
      return {
        id: "P6",
        what: `${VIEWERS} sockets on one organisation, push to all`,
        bar: "p99 ≤ 500 ms",
        figures,
        holds: dashboards["error → every viewer, p99, ms"] <= 500 &&
          dashboards["window → every viewer, p99, ms"] <= 500 &&
          dashboards["lines that never came"] === 0,
        notes: [
          `${rounds} s, ${EVENTS} events a second; the real live object in one workerd; viewers in this process`,
          "viewers take lines in batches and say what they have read, as the dashboard does; then the same line by line",
          "from handing a chunk over until an error of it is at a viewer, over all viewers and errors",
          "a window counts from its arrival at the first viewer, since it is pushed at most once a second by design",
        ],
      };
    } finally {
      await runtime.stop();
    }
  },
};

async function measure(runtime: LiveRuntime, rounds: number, batched: boolean) {
  const hall = await Hall.open(new URL("/v1/live", runtime.url), VIEWERS, batched);
  const [started, before] = [performance.now(), await cpuOf(runtime)];
  for (let round = 0; round < rounds; round++) {
    await sleep(Math.max(0, started + round * ROUND_MS - performance.now()));
    const headers = chunkHeaders(EVENTS, Date.now());
    hall.expect(headers);
    await runtime.feed(headers);
  }
  await sleep(SETTLE_MS);
  const [elapsed, after] = [(performance.now() - started) / 1_000, await cpuOf(runtime)];
  hall.close();
  return {
    "error → every viewer, p50, ms": percentile(hall.lines, 0.5),
    "error → every viewer, p99, ms": percentile(hall.lines, 0.99),
    "window → every viewer, p99, ms": percentile(hall.pushes, 0.99),
    "lines that never came": hall.missing,
    "messages/s": hall.messages / elapsed,
    "MB/s": hall.chars / elapsed / 1e6,
    "processor, object, ms/s": (after.object - before.object) / elapsed,
    "processor, viewers, ms/s": (after.viewers - before.viewers) / elapsed,
  };
}

async function cpuOf({ pid }: LiveRuntime): Promise<{ object: number; viewers: number }> {
  const [object, viewers] = await Promise.all([pid ?? 0, process.pid].map((of) => readCpuMs(of)));
  return { object: object ?? Number.NaN, viewers: viewers ?? Number.NaN };
}
