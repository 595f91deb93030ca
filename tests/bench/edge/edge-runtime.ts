import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { findChildren } from "../process-cpu.ts";

const COMPATIBILITY = { compatibilityDate: "2026-09-15", compatibilityFlags: ["nodejs_compat"] };

/** What else a runtime is made of. */
export interface EdgeRuntimeOptions {
  inspectorPort?: number;
  /** A module whose `Queue` stands where the queues do, and whose default export is asked through {@link EdgeRuntime.askQueue}. */
  queue?: string;
}

/** One workerd process with the edge and the bare handler side by side, each on a socket of its own. */
export interface EdgeRuntime {
  edgeUrl: string;
  bareUrl: string;
  /** The process, where the system tells. */
  pid: number | undefined;
  /** What the queue's Worker answers, as JSON. */
  askQueue<T>(): Promise<T>;
  stop(): Promise<void>;
}

/** Starts the edge's bundle; the queue, the api and the objects around it answer at once and keep nothing. */
export async function startEdgeRuntime(
  bundle: string,
  { inspectorPort, queue }: EdgeRuntimeOptions = {},
): Promise<EdgeRuntime> {
  const queueSink = { name: queue === undefined ? "sinks" : "queue", entrypoint: "Queue" };
  const runtime = new Miniflare(convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    // A line for every request is part of the cost; showing it is not.
    handleStructuredLogs: () => {},
    ...(inspectorPort === undefined ? {} : { inspectorPort }),
    workers: [
      {
        ...COMPATIBILITY,
        ...moduleWorker("edge", bundle),
        bindings: { JURISDICTIONS: "off" },
        kvNamespaces: ["KEY_VERDICTS"],
        serviceBindings: { API: "sinks", EVENTS_US: queueSink, EVENTS_EU: queueSink },
        durableObjects: {
          ORG_LIVE: { className: "LiveSink", scriptName: "sinks" },
          ORG_QUOTA: { className: "QuotaSink", scriptName: "sinks" },
        },
      },
      { ...COMPATIBILITY, ...moduleWorker("bare", readSource("./bare.js")) },
      {
        ...COMPATIBILITY,
        ...moduleWorker("sinks", readSource("./sinks.js")),
        durableObjects: { LIVE: "LiveSink", QUOTA: "QuotaSink" },
      },
      ...(queue === undefined ? [] : [{ ...COMPATIBILITY, ...moduleWorker("queue", queue) }]),
    ],
  }));
  await runtime.ready;
  const [pid] = await findChildren("workerd");
  return {
    edgeUrl: (await runtime.unsafeGetDirectURL("edge")).href,
    bareUrl: (await runtime.unsafeGetDirectURL("bare")).href,
    pid,
    askQueue: async <T>() => await (await fetch(await runtime.unsafeGetDirectURL("queue"))).json() as T,
    stop: () => runtime.dispose(),
  };
}

function moduleWorker(name: string, contents: string) {
  return {
    name,
    modules: [{ type: "ESModule" as const, path: `${name}.mjs`, contents }],
    unsafeDirectSockets: [{ host: "127.0.0.1", port: 0 }],
  };
}

function readSource(path: string): string {
  return readFileSync(fileURLToPath(new URL(path, import.meta.url).href), "utf8");
}
