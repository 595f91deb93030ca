import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { convertV4MiniflareOptions, Miniflare } from "miniflare";
import { bundleEdge } from "../edge/bundle-edge.ts";
import { findChildren } from "../process-cpu.ts";

const COMPATIBILITY = { compatibilityDate: "2026-09-15", compatibilityFlags: ["nodejs_compat"] };

/** The live object in a workerd of its own, behind a desk that feeds it and lets viewers in. */
export interface LiveRuntime {
  url: URL;
  /** The process, where the system tells. */
  pid: number | undefined;
  /** Hands headers of chunks to the object, as JSON texts. */
  feed(headers: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the live object's bundle; V8's inspector listens where a port is given. */
export async function startLiveRuntime(inspectorPort?: number): Promise<LiveRuntime> {
  const bundle = await bundleEdge("durable-objects/wrangler.toml");
  const desk = readFileSync(fileURLToPath(new URL("./desk.js", import.meta.url).href), "utf8");
  const runtime = new Miniflare(convertV4MiniflareOptions({
    host: "127.0.0.1",
    port: 0,
    cf: false,
    ...(inspectorPort === undefined ? {} : { inspectorPort }),
    workers: [
      {
        ...COMPATIBILITY,
        ...moduleWorker("desk", desk),
        durableObjects: { ORG_LIVE: { className: "OrgLive", scriptName: "live", useSQLite: true } },
      },
      {
        ...COMPATIBILITY,
        ...moduleWorker("live", bundle),
        durableObjects: { ORG_LIVE: { className: "OrgLive", useSQLite: true } },
      },
    ],
  }));
  const url = await runtime.ready;
  const [pid] = await findChildren("workerd");
  return {
    url,
    pid,
    async feed(headers) {
      const response = await fetch(new URL("/feed", url), { method: "POST", body: JSON.stringify(headers) });
      if (!response.ok) throw new Error(`the live object answered ${response.status}: ${await response.text()}`);
      await response.body?.cancel();
    },
    stop: () => runtime.dispose(),
  };
}

function moduleWorker(name: string, contents: string) {
  return { name, modules: [{ type: "ESModule" as const, path: `${name}.mjs`, contents }] };
}
