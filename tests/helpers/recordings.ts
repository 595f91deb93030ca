import { Buffer } from "node:buffer";
import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { TelemetrySignal } from "../../contract/ingest-routes.ts";
import { decodeProtobuf } from "../../workers/edge/otlp/wire/decode-protobuf.ts";
import { LogsRequest, type Message, MetricsRequest, TracesRequest } from "../../workers/edge/otlp/wire/schema.ts";
import { encodeProtobuf } from "./encode-protobuf.ts";

const ROOT = "tests/fixtures/otlp";

/** The protobuf message of each signal's request. */
export const REQUEST_MESSAGES: Record<TelemetrySignal, Message> = {
  logs: LogsRequest,
  metrics: MetricsRequest,
  traces: TracesRequest,
};

/** One request of a recording. */
export interface RecordedRequest {
  signal: TelemetrySignal;
  path: string;
  headers: Record<string, string>;
  /** As the client sent it. */
  body: Uint8Array<ArrayBuffer>;
  /** The request in its JSON form. */
  json: Record<string, unknown>;
}

/** All recordings, as `client/scenario`. */
export function listRecordings(): string[] {
  return readdirSync(ROOT).flatMap((client) => readdirSync(`${ROOT}/${client}`).map((name) => `${client}/${name}`));
}

/** A recording's requests, in the order in which they were sent. */
export function readRecording(scenario: string): RecordedRequest[] {
  const folder = `${ROOT}/${scenario}`;
  return readdirSync(folder).filter((file) => /^\d+\.json$/.test(file)).sort().map((name) => {
    const { path, headers } = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
    const body = new Uint8Array(readFileSync(`${folder}/${name.replace(".json", ".body")}`));
    const plain = headers["content-encoding"] === "gzip" ? gunzipSync(body) : body;
    const signal = path.split("/").at(-1) as TelemetrySignal;
    const json = headers["content-type"].includes("json")
      ? JSON.parse(new TextDecoder().decode(plain))
      : decodeProtobuf(plain, REQUEST_MESSAGES[signal]);
    return { signal, path, headers, body, json };
  });
}

/** What a recording's mock model answered. */
export function readTruth(scenario: string) {
  return JSON.parse(readFileSync(`${ROOT}/${scenario}/truth.json`, "utf8")).actual;
}

/** A request as protobuf and back: what a client that speaks the other encoding would have sent. */
export function throughProtobuf({ signal, json }: RecordedRequest): Record<string, unknown> {
  return decodeProtobuf(encodeProtobuf(json, REQUEST_MESSAGES[signal]), REQUEST_MESSAGES[signal]);
}

/** A request as if it had been made at another time: all its times are moved by the same milliseconds. */
export function movedInTime(json: Record<string, unknown>, byMs: number): Record<string, unknown> {
  return JSON.parse(JSON.stringify(json), (key, value) => {
    if (key.endsWith("UnixNano") && Number(value) > 0) return String(BigInt(value) + BigInt(byMs) * 1_000_000n);
    const isTime = key === "stringValue" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
    return isTime ? new Date(Date.parse(value) + byMs).toISOString() : value;
  }) as Record<string, unknown>;
}

/** The first time (epoch ms) that a recording's records carry. */
export function firstTimeOf(requests: readonly RecordedRequest[]): number {
  const times = JSON.stringify(requests.map(({ json }) => json)).matchAll(
    /"(?:timeUnixNano|endTimeUnixNano)":"?(\d{19})/g,
  );
  return Math.min(...[...times].map(([, nanos]) => Number(nanos) / 1e6));
}

const LISTS = {
  logs: ["resourceLogs", "scopeLogs", "logRecords"],
  metrics: ["resourceMetrics", "scopeMetrics", "metrics"],
  traces: ["resourceSpans", "scopeSpans", "spans"],
} as const satisfies Record<TelemetrySignal, readonly string[]>;

type Group = Record<string, unknown[]>;

/** A request cut into requests of one record, span or data point each. */
export function splitRequest(request: RecordedRequest): RecordedRequest[] {
  const [byResource, byScope, items] = LISTS[request.signal];
  return ((request.json as Group)[byResource] ?? []).flatMap((resource) =>
    ((resource as Group)[byScope] ?? []).flatMap((scope) =>
      ((scope as Group)[items] ?? []).flatMap((item) =>
        request.signal === "metrics" ? splitMetric(item as Group) : [item]
      )
        .map((item) => ({
          ...request,
          json: {
            [byResource]: [{
              ...(resource as object),
              [byScope]: [{ ...(scope as object), [items]: [item] }],
            }],
          },
        }))
    )
  );
}

function splitMetric(metric: Group): unknown[] {
  return Object.entries(metric as Record<string, unknown>).flatMap(([kind, data]) => {
    if (typeof data !== "object" || data === null || !("dataPoints" in data)) return [];
    const points = data.dataPoints as unknown[];
    return points.map((point) => ({ ...metric, [kind]: { ...data, dataPoints: [point] } }));
  });
}

/** A request with its ids in base64, as plain proto3 JSON has them, and every object's keys reversed. */
export function withIdsInBase64(json: Record<string, unknown>): Record<string, unknown> {
  return JSON.parse(JSON.stringify(json), (key, value) => {
    if (/^(traceId|spanId|parentSpanId)$/.test(key) && value !== "") {
      return Buffer.from(value, "hex").toString("base64");
    }
    const isMap = typeof value === "object" && value !== null && !Array.isArray(value);
    return isMap ? Object.fromEntries(Object.entries(value).toReversed()) : value;
  }) as Record<string, unknown>;
}
