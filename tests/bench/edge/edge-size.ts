import { gzipSync } from "node:zlib";
import type { Bench } from "../result.ts";
import { bundleEdge } from "./bundle-edge.ts";

const MAX_GZIP_BYTES = 60 * 1024;

/** P7: how much has to be fetched and compiled before the edge answers at a new location. */
export const EDGE_SIZE: Bench = {
  name: "P7",
  async run() {
    const bundle = await bundleEdge();
    const gzipBytes = gzipSync(bundle).length;
    return {
      id: "P7",
      what: "edge bundle as it is uploaded",
      bar: "≤ 60 KB gzip",
      figures: { "gzip, KB": gzipBytes / 1024, "plain, KB": bundle.length / 1024 },
      holds: gzipBytes <= MAX_GZIP_BYTES,
      notes: ["wrangler deploy --dry-run"],
    };
  },
};
