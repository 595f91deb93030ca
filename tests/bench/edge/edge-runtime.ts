import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { findChildren } from "../process-cpu.ts";

const COMPATIBILITY = { compatibilityDate: "2026-09-15", compatibilityFlags: ["nodejs_compat"] };

const QUEUE_SINK = { name: "sinks", entrypoint: "Queue" };

/** One workerd process with the edge and the bare handler side by side, each on a socket of its own. */
export interface EdgeRuntime {
  edgeUrl: string;
  bareUrl: string;
  /** The process, where the system tells. */
  pid: number | undefined;
  stop(): Promise<void>;
}

/** Starts the edge's bundle; the queue, the api and the objects around it answer at once and keep nothing. */
export async function startEdgeRuntime(bundle: string, inspectorPort?: number): Promise<EdgeRuntime> {
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
        serviceBindings: { API: "sinks", EVENTS_US: QUEUE_SINK, EVENTS_EU: QUEUE_SINK },
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
    ],
  }));
  await runtime.ready;
  const [pid] = await findChildren("workerd");
  return {
    edgeUrl: (await runtime.unsafeGetDirectURL("edge")).href,
    bareUrl: (await runtime.unsafeGetDirectURL("bare")).href,
    pid,
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
