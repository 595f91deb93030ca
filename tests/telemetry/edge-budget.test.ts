import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { bundleEdge } from "../bench/edge/bundle-edge.ts";

const BUDGET_BYTES = 60 * 1024;

describe("the edge Worker", () => {
  it(
    "is uploaded with at most 60 KB gzip, so that it starts at once wherever a request arrives",
    { timeout: 60_000 },
    async () => {
      expect(gzipSync(await bundleEdge()).length).toBeLessThanOrEqual(BUDGET_BYTES);
    },
  );
});
