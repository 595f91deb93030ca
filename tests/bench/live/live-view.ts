import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "@playwright/test";
import { buildDashboard } from "../../../local/build-dashboard.ts";
import { startDashboardServer } from "../../../local/dashboard-server.ts";
import { findChromium } from "../../helpers/find-chromium.ts";
import { findFreePorts } from "../../helpers/free-ports.ts";
import { readCpuMs } from "../process-cpu.ts";
import type { Bench } from "../result.ts";
import { percentile } from "../statistics.ts";
import { chunkHeaders } from "./chunk-headers.ts";
import { type LiveRuntime, startLiveRuntime } from "./live-runtime.ts";
import { traceTasks } from "./trace-tasks.ts";

const EVENTS_PER_SECOND = 10_000;
const EVENTS_PER_BATCH = 500;
const WARM_UP_MS = 5_000;
/** How long every task of the page is looked at, after the frames were: looking costs something, too. */
const TRACED_SECONDS = 10;
const SPARE_SECONDS = 5;
/** Batches made on trial, to know how long making all of them takes. */
const REHEARSED = 40;

/** What the page says of its frames. */
interface Frames {
  intervals: number[];
  longTasks: number[];
}

/** How the live page draws 10,000 events a second: frames, long tasks and memory, as the browser measures them. */
export const LIVE_VIEW: Bench = {
  name: "live-view",
  async run({ seconds }) {
    const executablePath = await findChromium();
    if (executablePath === undefined) throw new Error("no Chromium found; set FLEETGLASS_CHROMIUM to its path");
    const runtime = await startLiveRuntime();
    const [port = 0] = await findFreePorts(1);
    const edge = { host: runtime.url.hostname, port: Number(runtime.url.port) };
    const server = await startDashboardServer({ dir: await buildDashboard(), port, edge });
    const browser = await chromium.launch({
      executablePath,
      args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
    });
    let load: Load | undefined;
    try {
      const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
      await page.goto(`http://127.0.0.1:${port}/live`);
      await page.getByRole("status").getByText("Live").waitFor();
      load = startLoad(runtime, makeBatches(WARM_UP_MS / 1_000 + seconds + TRACED_SECONDS + SPARE_SECONDS));
      while (load.sent === 0) await sleep(100);
      await sleep(WARM_UP_MS);
      const before = { heap: await heapOf(page), sent: load.sent, at: performance.now(), object: await cpuOf(runtime) };
      await page.evaluate(WATCH);
      await sleep(seconds * 1_000);
      const frames = await page.evaluate("globalThis.watched") as Frames;
      const elapsed = (performance.now() - before.at) / 1_000;
      const [sent, object, heap] = [load.sent, await cpuOf(runtime), await heapOf(page)];
      const tasks = await traceTasks(browser, page, TRACED_SECONDS);
      const figures = {
        "events/s that the object took": (sent - before.sent) / elapsed,
        "frames/s": frames.intervals.length / (sum(frames.intervals) / 1_000),
        "frame time, p50, ms": percentile(frames.intervals, 0.5),
        "frame time, p95, ms": percentile(frames.intervals, 0.95),
        "frame time, p99, ms": percentile(frames.intervals, 0.99),
        "long tasks": frames.longTasks.length,
        "longest task, ms": Math.max(0, ...frames.longTasks),
        "heap growth, MB": (heap - before.heap) / 2 ** 20,
        "page, main thread: processor, ms/s": sum(tasks) / TRACED_SECONDS,
        "page, main thread: processor of a frame, p50, ms": percentile(tasks, 0.5),
        "page, main thread: processor of a frame, p99, ms": percentile(tasks, 0.99),
        "page, main thread: processor of a frame, most, ms": Math.max(0, ...tasks),
        "object: processor, ms/s": (object - before.object) / elapsed,
        "gaps": await page.getByText(/gaps? filled/).count(),
      };
      return {
        id: "live view",
        what: `the live page at ${EVENTS_PER_SECOND.toLocaleString("en-US")} events/s`,
        bar: "60 frames/s: p95 ≤ 17.5 ms; the heap does not grow",
        figures,
        holds: figures["frames/s"] >= 58 && figures["frame time, p95, ms"] <= 17.5 && figures["heap growth, MB"] < 10 &&
          figures["events/s that the object took"] >= 0.95 * EVENTS_PER_SECOND,
        notes: [
          `${seconds} s after ${
            WARM_UP_MS / 1_000
          } s, 1440 × 900, headless Chromium without a GPU: the page is drawn by the processor`,
          "the built page on a socket of the real live object in workerd, which is handed the edge's chunks of 500 events",
          "processor time of the page does not depend on what else the machine does; a frame is the work between two of them",
          "edge and api are left out: a desk lets the viewer in and says who it is; the machine carries browser, object and load",
        ],
      };
    } finally {
      load?.stop();
      await browser.close();
      await server.stop();
      await runtime.stop();
    }
  },
};

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Runs in the page: notes every frame and every task over 50 ms. */
const WATCH = `{
  const watched = { intervals: [], longTasks: [] };
  globalThis.watched = watched;
  new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => watched.longTasks.push(duration)))
    .observe({ entryTypes: ["longtask"] });
  let last = performance.now();
  const frame = (now) => {
    watched.intervals.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame((now) => { last = now; requestAnimationFrame(frame); });
}`;

/** What the page's objects take after a collection, in bytes. */
async function heapOf(page: Page): Promise<number> {
  return await page.evaluate("(gc(), performance.memory.usedJSHeapSize)") as number;
}

interface Load {
  sent: number;
  stop(): void;
}

/** Headers of a batch, and when it is due, epoch ms. */
interface Batch {
  dueAt: number;
  headers: string[];
}

/** What is sent in so many seconds, made beforehand so that making it is not measured. */
function makeBatches(seconds: number): Batch[] {
  const count = Math.ceil((seconds * EVENTS_PER_SECOND) / EVENTS_PER_BATCH);
  const started = Date.now();
  for (let i = 0; i < REHEARSED; i++) chunkHeaders(EVENTS_PER_BATCH, started);
  const firstAt = Date.now() + (count / REHEARSED) * (Date.now() - started);
  return Array.from({ length: count }, (_, batch) => {
    const dueAt = firstAt + (batch * EVENTS_PER_BATCH * 1_000) / EVENTS_PER_SECOND;
    return { dueAt, headers: chunkHeaders(EVENTS_PER_BATCH, Math.round(dueAt)) };
  });
}

/** Feeds the object at a steady pace until it is stopped. */
function startLoad(runtime: LiveRuntime, batches: readonly Batch[]): Load {
  let stopped = false;
  const load = { sent: 0, stop: () => void (stopped = true) };
  const run = async () => {
    // A batch that was made late is sent late, and so are those behind it.
    const lateMs = Math.max(0, Date.now() - (batches[0]?.dueAt ?? 0));
    for (const { dueAt, headers } of batches) {
      if (stopped) return;
      await sleep(Math.max(0, dueAt + lateMs - Date.now()));
      await runtime.feed(headers);
      load.sent += EVENTS_PER_BATCH;
    }
  };
  // The runtime is stopped under the last call.
  run().catch(() => {});
  return load;
}

async function cpuOf({ pid }: LiveRuntime): Promise<number> {
  return await readCpuMs(pid ?? 0) ?? Number.NaN;
}
