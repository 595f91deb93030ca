import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Bench } from "../result.ts";
import { median } from "../statistics.ts";
import { bundleEdge } from "./bundle-edge.ts";

const MAX_GZIP_BYTES = 60 * 1024;
const LOADS = 9;

/** P7: how much has to be fetched and compiled before the edge answers at a new location. */
export const EDGE_SIZE: Bench = {
  name: "P7",
  async run() {
    const bundle = await bundleEdge();
    const gzipBytes = gzipSync(bundle).length;
    return {
      id: "P7",
      what: "edge bundle as it is uploaded",
      bar: "≤ 60 KB gzip; start-up stated",
      figures: {
        "gzip, KB": gzipBytes / 1024,
        "plain, KB": bundle.length / 1024,
        "start-up: load, compile and evaluate, ms": median(await timeLoads(bundle)),
      },
      holds: gzipBytes <= MAX_GZIP_BYTES,
      notes: [`wrangler deploy --dry-run; start-up in plain V8 with its module loader, median of ${LOADS}`],
    };
  },
};

/** Ms that loading the bundle takes, each time as a module that V8 has not seen. */
async function timeLoads(bundle: string): Promise<number[]> {
  const dir = await mkdtemp(join(tmpdir(), "fleetglass-startup-"));
  try {
    const times: number[] = [];
    for (let i = 0; i < LOADS; i++) {
      const file = join(dir, `edge-${i}.mjs`);
      await writeFile(file, bundle);
      const started = performance.now();
      await import(pathToFileURL(file).href);
      times.push(performance.now() - started);
    }
    return times;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
