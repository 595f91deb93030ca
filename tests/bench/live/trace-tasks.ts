import { setTimeout as sleep } from "node:timers/promises";
import type { Browser, Page } from "@playwright/test";

/** What Chromium writes of one thing that it did; times are µs, `tdur` is processor time. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  tdur?: number;
  args?: { name?: string };
}

const FRAME_US = 1e6 / 60;
const CATEGORIES = ["toplevel", "disabled-by-default-devtools.timeline", "__metadata"];

/** Processor time, in ms, that a page's main thread took for each frame of 1/60 s in so many seconds. */
export async function traceTasks(browser: Browser, page: Page, seconds: number): Promise<number[]> {
  await browser.startTracing(page, { categories: CATEGORIES });
  await sleep(seconds * 1_000);
  const trace = JSON.parse((await browser.stopTracing()).toString()) as { traceEvents: TraceEvent[] };
  const tasks = busiestMainThread(trace.traceEvents);
  if (tasks.length === 0) throw new Error("the browser traced no task of the page");
  const frames = new Map<number, number>();
  for (const { ts, tdur = 0 } of tasks) {
    const frame = Math.floor(ts / FRAME_US);
    frames.set(frame, (frames.get(frame) ?? 0) + tdur / 1_000);
  }
  const idle = Math.max(0, Math.round(seconds * 60) - frames.size);
  return [...frames.values(), ...Array<number>(idle).fill(0)];
}

/** Tasks of the renderer that did most: a browser keeps spare ones. */
function busiestMainThread(events: readonly TraceEvent[]): TraceEvent[] {
  const mains = events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain");
  const tasks = mains.map(({ pid, tid }) =>
    events.filter((event) => event.pid === pid && event.tid === tid && isTask(event))
  );
  return tasks.toSorted((a, b) => busyOf(b) - busyOf(a))[0] ?? [];
}

const isTask = ({ name, ph }: TraceEvent) => ph === "X" && name === "ThreadControllerImpl::RunTask";
const busyOf = (tasks: readonly TraceEvent[]) => tasks.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
