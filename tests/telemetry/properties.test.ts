import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  firstTimeOf,
  readRecording,
  readTruth,
  type RecordedRequest,
  splitRequest,
  throughProtobuf,
  withIdsInBase64,
} from "../helpers/recordings.ts";
import { type Mishaps, TelemetryLedger } from "../helpers/telemetry-ledger.ts";

/** What happens to one request on its way. */
interface Passage {
  isProtobuf: boolean;
  /** Cut into requests of one record each. */
  isSplit: boolean;
  /** Sent this many times. */
  times: number;
  mishap: "none" | "unconfirmed" | "refused first";
}

const passage: fc.Arbitrary<Passage> = fc.record({
  isProtobuf: fc.boolean(),
  isSplit: fc.boolean(),
  times: fc.integer({ min: 1, max: 2 }),
  mishap: fc.constantFrom("none", "unconfirmed", "refused first"),
});

/** A recording's requests as they arrive: each by its passage, all in a new order. */
function arrivals(requests: readonly RecordedRequest[], passages: readonly Passage[], order: readonly number[]) {
  const sent = requests.flatMap((request, index) => {
    const way = passages[index % passages.length];
    if (way === undefined) return [];
    const parts = way.isSplit ? splitRequest(request) : [request];
    return parts.flatMap((part) => Array.from({ length: way.times }, () => ({ part, way })));
  });
  return sent.map((one, index) => ({ one, key: order[index % order.length] ?? 0 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);
}

async function post(ledger: TelemetryLedger, { part, way }: { part: RecordedRequest; way: Passage }): Promise<void> {
  const json = way.isProtobuf ? throughProtobuf(part) : part.json;
  const mishaps: Mishaps = way.mishap === "unconfirmed" ? { isUnconfirmed: true } : {};
  // A client that gets no answer sends the same again.
  if (way.mishap === "refused first") await ledger.post(part.signal, json, { queueRefuses: true });
  await ledger.post(part.signal, json, mishaps);
}

const ways = fc.tuple(
  fc.array(passage, { minLength: 1, maxLength: 8 }),
  fc.array(fc.integer({ min: 0, max: 1_000 }), { minLength: 1, maxLength: 40 }),
);

describe("however a recording's requests are encoded, cut, ordered, repeated and refused", () => {
  it.each([
    "codex-cli/json-logs-metrics-gpt-5.5",
    "gemini-cli/edit-retry-2.5-pro-noprompts",
    "qwen-code/read-edit-qwen3-coder-plus",
    "copilot-cli/json-completions-gpt-5.4",
    "ai-sdk/v6-experimental-protobuf",
    "ai-sdk/v7-genai-json-with-context",
  ])("%s has its true tokens, calls and tools, in rows and live", { timeout: 60_000 }, async (scenario) => {
    const truth = readTruth(scenario);
    const requests = readRecording(scenario);
    await fc.assert(
      fc.asyncProperty(ways, async ([passages, order]) => {
        const ledger = new TelemetryLedger();
        for (const arrival of arrivals(requests, passages, order)) await post(ledger, arrival);
        expect(ledger.tokens()).toEqual(truth.disjoint_tokens);
        expect(ledger.ofType("llm_request")).toHaveLength(truth.llm_calls_ok);
        expect(ledger.ofType("tool_call")).toHaveLength(truth.tool_calls_count);
        expect(ledger.liveSums()).toEqual(ledger.rowSums());
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    "otel-js-sdk/session-metrics-delta-and-logs-json",
    "otel-js-sdk/session-resumed-delta-json-gzip-string-numbers",
    "otel-js-sdk/metrics-cumulative-restart-protobuf-gzip",
  ])("%s has its true tokens and cost to the billionth, in rows and live", { timeout: 60_000 }, async (scenario) => {
    const { totals } = readTruth(scenario);
    const requests = readRecording(scenario);
    await fc.assert(
      fc.asyncProperty(ways, async ([passages, order]) => {
        const ledger = new TelemetryLedger();
        for (const arrival of arrivals(requests, passages, order)) await post(ledger, arrival);
        expect([ledger.sum("input_tokens"), ledger.sum("output_tokens"), ledger.sum("cache_read_tokens")])
          .toEqual([totals.input_tokens, totals.output_tokens, totals.cache_read_tokens]);
        expect(ledger.sum("cost_usd")).toBe(totals.cost_usd);
        expect([ledger.sum("lines_added"), ledger.ofType("commit_created").length])
          .toEqual([totals.lines_added, totals.commits]);
        expect(ledger.liveSums()).toEqual(ledger.rowSums());
      }),
      { numRuns: 15 },
    );
  });

  it("two tenants' requests do not touch each other", async () => {
    const scenarios = ["gemini-cli/list-read-2.5-flash", "qwen-code/read-edit-qwen3-coder-plus"] as const;
    const tenants = scenarios.map((scenario) => ({ scenario, ledger: new TelemetryLedger() }));
    for (let i = 0; i < 5; i++) {
      for (const { scenario, ledger } of tenants) {
        const request = readRecording(scenario).toReversed()[i];
        if (request !== undefined) await ledger.post(request.signal, request.json);
      }
    }
    for (const { scenario, ledger } of tenants) {
      expect(ledger.tokens()).toEqual(readTruth(scenario).disjoint_tokens);
    }
  });
});

describe("a series told with the other temporality", () => {
  const requests = readRecording("otel-js-sdk/metrics-cumulative-restart-protobuf-gzip");

  it("as deltas has the same sums as cumulative", async () => {
    const { totals } = readTruth("otel-js-sdk/metrics-cumulative-restart-protobuf-gzip");
    const ledger = new TelemetryLedger();
    for (const json of toDeltas(requests.map((request) => request.json))) await ledger.post("metrics", json);
    expect([ledger.sum("input_tokens"), ledger.sum("cache_creation_tokens"), ledger.sum("lines_removed")])
      .toEqual([totals.input_tokens, totals.cache_creation_tokens, totals.lines_removed]);
    expect(ledger.sum("cost_usd")).toBe(totals.cost_usd);
  });

  it("has the same event ids with ids in base64, and keys in another order", async () => {
    const [plain, varied] = [new TelemetryLedger(), new TelemetryLedger()];
    const [spans] = readRecording("copilot-cli/json-completions-gpt-5.4").filter(({ signal }) => signal === "traces");
    if (spans === undefined) throw new Error("no spans");
    expect(firstTimeOf([spans])).toBeGreaterThan(0);
    await plain.post("traces", spans.json);
    await varied.post("traces", withIdsInBase64(spans.json));
    const ids = ({ events }: TelemetryLedger) => new Set(events.map((event) => event.event_id));
    expect(ids(varied)).toEqual(ids(plain));
  });
});

interface Point {
  attributes: unknown;
  startTimeUnixNano: string;
  timeUnixNano: string;
  asDouble?: number;
  asInt?: string;
}

interface Metric {
  name: string;
  sum: { aggregationTemporality: number; dataPoints: Point[] };
}

/** Cumulative sums as the differences that a delta exporter would have sent. */
function toDeltas(bodies: Record<string, unknown>[]): Record<string, unknown>[] {
  const last = new Map<string, number>();
  const difference = (name: string, point: Point): Point => {
    const series = JSON.stringify([name, point.attributes, point.startTimeUnixNano]);
    const total = Number(point.asDouble ?? point.asInt);
    const delta = Math.round((total - (last.get(series) ?? 0)) * 1e9) / 1e9;
    last.set(series, total);
    return { ...point, ...(point.asInt === undefined ? { asDouble: delta } : { asInt: String(delta) }) };
  };
  return bodies.map((body) =>
    JSON.parse(JSON.stringify(body), (key, value) => {
      if (key !== "metrics") return value;
      return (value as Metric[]).map(({ name, sum }) => ({
        name,
        sum: {
          ...sum,
          aggregationTemporality: 1,
          dataPoints: sum.dataPoints.map((point) => difference(name, point)),
        },
      }));
    }) as Record<string, unknown>
  );
}
