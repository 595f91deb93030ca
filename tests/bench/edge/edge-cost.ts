import { gzipSync } from "node:zlib";
import { mintApiKey } from "../../../contract/api-key.ts";
import { type LoadResult, postLoad } from "../post-load.ts";
import { readCpuMs } from "../process-cpu.ts";
import type { Bench, BenchResult } from "../result.ts";
import { median } from "../statistics.ts";
import { agentBatch } from "../../helpers/agent-events.ts";
import { bundleEdge } from "./bundle-edge.ts";
import { type EdgeRuntime, startEdgeRuntime } from "./edge-runtime.ts";

const ROUNDS = 5;
const ROUND_MS = 1_500;
/** Until V8 has compiled what is hot: a twentieth of the edge's time in the first seconds. */
const WARM_UP_MS = 5_000;
const CONNECTIONS = 16;
const EVENTS = 100;
const LEAST_RATIO = 0.4;

interface Round {
  eventsPerSecond: number;
  /** Processor time of the runtime for one batch; `undefined` where the system does not tell. */
  batchUs: number | undefined;
}

/** P1: what the edge's work costs, against a Worker that only reads and parses the same body. */
export const EDGE_COST: Bench = {
  name: "P1",
  async run() {
    const runtime = await startEdgeRuntime(await bundleEdge());
    try {
      const plain = await compare(runtime, agentBatch(), {});
      const gzipped = await compare(runtime, gzipSync(agentBatch()), { "content-encoding": "gzip" });
      return describe(plain, gzipped);
    } finally {
      await runtime.stop();
    }
  },
};

interface Comparison {
  edge: Round[];
  bare: Round[];
  bytes: number;
}

/** Alternates between both Workers, so that what else the machine does meets both. */
async function compare(
  runtime: EdgeRuntime,
  body: string | Uint8Array<ArrayBuffer>,
  extra: Record<string, string>,
): Promise<Comparison> {
  const headers = { authorization: `Bearer ${mintApiKey("us")}`, "content-type": "application/json", ...extra };
  const round = async (url: string, durationMs: number): Promise<Round> => {
    const before = runtime.pid && await readCpuMs(runtime.pid);
    const load = await postLoad({ url, headers, nextBody: () => body, connections: CONNECTIONS, durationMs });
    const after = runtime.pid && await readCpuMs(runtime.pid);
    return measure(load, before !== undefined && after !== undefined ? after - before : undefined);
  };
  const edgeUrl = new URL("/v1/events", runtime.edgeUrl).href;
  await round(edgeUrl, WARM_UP_MS);
  await round(runtime.bareUrl, WARM_UP_MS);
  const comparison: Comparison = { edge: [], bare: [], bytes: body.length };
  for (let i = 0; i < ROUNDS; i++) {
    comparison.bare.push(await round(runtime.bareUrl, ROUND_MS));
    comparison.edge.push(await round(edgeUrl, ROUND_MS));
  }
  return comparison;
}

function measure({ requests, seconds, unexpected }: LoadResult, cpuMs: number | undefined): Round {
  if (Object.keys(unexpected).length > 0) throw new Error(`unexpected answers: ${JSON.stringify(unexpected)}`);
  return { eventsPerSecond: requests * EVENTS / seconds, batchUs: cpuMs && (cpuMs * 1000) / requests };
}

function describe(plain: Comparison, gzipped: Comparison): BenchResult {
  const ratio = ratioOf(plain);
  return {
    id: "P1",
    what: "edge: accepted events/s of the whole path over a handler that only reads and parses the body",
    bar: `≥ ${LEAST_RATIO} (goal 0.6), median ratio of rounds`,
    figures: {
      "ratio": ratio,
      "edge, events/s": median(plain.edge.map((round) => round.eventsPerSecond)),
      "bare, events/s": median(plain.bare.map((round) => round.eventsPerSecond)),
      ...cpuFigures("", plain),
      "ratio, bodies gzipped": ratioOf(gzipped),
      "edge, events/s, gzipped": median(gzipped.edge.map((round) => round.eventsPerSecond)),
      "bare, events/s, gzipped": median(gzipped.bare.map((round) => round.eventsPerSecond)),
      ...cpuFigures(", gzipped", gzipped),
    },
    holds: ratio >= LEAST_RATIO,
    notes: [
      `${EVENTS} events of a coding agent in a body of ${plain.bytes} bytes (${gzipped.bytes} gzipped), ` +
      `${CONNECTIONS} connections, ${ROUNDS} rounds of ${ROUND_MS / 1000} s each, alternating`,
      "one workerd, a socket for each Worker; the queue, the api and the objects beside the edge are called over RPC and answer at once",
      "processor time is the whole runtime's, HTTP and those calls included",
    ],
  };
}

function ratioOf({ edge, bare }: Comparison): number {
  return median(edge.map((round, i) => round.eventsPerSecond / (bare[i]?.eventsPerSecond ?? Number.NaN)));
}

function cpuFigures(suffix: string, { edge, bare }: Comparison): Record<string, number> {
  const [edgeUs, bareUs] = [edge, bare].map((rounds) => median(rounds.flatMap((round) => round.batchUs ?? [])));
  if (edgeUs === undefined || bareUs === undefined || Number.isNaN(edgeUs + bareUs)) return {};
  return {
    [`edge, µs of processor time per batch${suffix}`]: edgeUs,
    [`bare, µs of processor time per batch${suffix}`]: bareUs,
    [`ratio of processor time${suffix}`]: bareUs / edgeUs,
  };
}
