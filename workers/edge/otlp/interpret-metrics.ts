import { UNKNOWN } from "../../../contract/stored-event.ts";
import { type Contest, RANK, type Rank, type Scope, type Yield } from "../../../contract/telemetry.ts";
import { keptAttributes } from "./content-keys.ts";
import { type Circumstances, Findings } from "./findings.ts";
import { identify, sessionOf } from "./identity.ts";
import { clientOf, readMetric } from "./normalise/clients.ts";
import type { Client, MetricReading } from "./normalise/draft.ts";
import type { Attributes } from "./records/attributes.ts";
import { contentId } from "./records/content-id.ts";
import { millisOf } from "./records/json-fields.ts";
import { type MetricPoint, readMetrics } from "./records/metric-point.ts";
import { scopesAsked, scopesToldOf } from "./senders.ts";

/** Events of a metrics request: what a gauge says, and what counters and histograms rose by. */
export function interpretMetrics(body: unknown, circumstances: Circumstances): Findings {
  const findings = new Findings(circumstances, "otlp_metrics");
  for (const point of readMetrics(body)) addPoint(findings, point);
  return findings;
}

function addPoint(findings: Findings, point: MetricPoint): void {
  const client = clientOf(point, point.name);
  const reading = point.temporality === "instant" ? undefined : readMetric(client, point);
  const { key, name, unit, attributes, temporality, startTimeUnixNano, timeUnixNano, value, count } = point;
  const series = contentId(key, name, unit, attributes, temporality);
  const id = contentId(series, startTimeUnixNano, timeUnixNano, value, count ?? null);
  const session = sessionOf(attributes, point.resource);
  const yields = yieldsOf(reading, point);
  const event = findings.check({
    ...identify(point, client),
    ...(reading?.draft ?? { event_type: "custom", custom_type: name === "" ? "metric" : name }),
    event_id: `otl_${yields.kind === "once" ? contentId("once", name, session ?? id) : id}`,
    timestamp: millisOf(timeUnixNano) ?? findings.circumstances.now,
    metadata: metadataOf(findings, point, client, reading),
  });
  if (event === undefined) return;
  // What needs no state is an event as it stands.
  if (yields.kind === "value" && temporality !== "cumulative") return findings.keep(event);
  findings.points.push({
    id,
    series,
    temporality: temporality === "cumulative" ? "cumulative" : "delta",
    start: startTimeUnixNano.padStart(20, "0"),
    time: timeUnixNano.padStart(20, "0"),
    value,
    ...(count === undefined ? {} : { count }),
    event,
    yields,
    ...contestOf(findings, point, reading, event.timestamp),
  });
}

function yieldsOf(reading: MetricReading | undefined, point: MetricPoint): Yield {
  if (reading === undefined) return { kind: "value" };
  const { yields, parts = [] } = reading;
  if (yields.kind !== "tokens") return yields;
  return {
    ...yields,
    group: contentId(point.key, reading.tier === "coarse" ? point.name : "", without(point.attributes, parts)),
  };
}

function without(attributes: Attributes, keys: readonly string[]): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([key]) => !keys.includes(key)));
}

/**
 * Logs and spans that tell the same take precedence: those of the session where the metric names one, else those of its
 * sender. Where metrics tell the same twice, the finer ones do.
 */
function contestOf(
  findings: Findings,
  point: MetricPoint,
  reading: MetricReading | undefined,
  at: number,
): { contest?: Contest } {
  if (reading?.measure === undefined) return {};
  const { measure } = reading;
  const session = sessionOf(point.attributes, point.resource);
  const scopes: Scope[] = session === undefined
    ? scopesAsked(point.attributes, point.resource)
    : [`s:${session.slice(0, 256)}`];
  if (reading.tier === "fine") {
    const told: Scope[] = session === undefined ? scopesToldOf(point.attributes, point.resource) : scopes;
    findings.mark(told, [measure], RANK.fineMetric, at);
  }
  const rank: Rank = reading.tier === "coarse" ? RANK.fineMetric : RANK.span;
  const from = Math.min(millisOf(point.startTimeUnixNano) ?? at, at);
  return { contest: { measure, losesTo: Object.fromEntries(scopes.map((scope) => [scope, rank])), from, to: at } };
}

function metadataOf(
  findings: Findings,
  point: MetricPoint,
  client: Client | undefined,
  reading: MetricReading | undefined,
): Attributes {
  const { capturesContent } = findings.circumstances;
  const kept = keptAttributes(point.attributes, reading !== undefined, capturesContent);
  if (reading !== undefined) return { ...kept, metric: point.name };
  const numbers: Attributes = point.count === undefined
    ? { value: point.value }
    : { sum: point.value, count: point.count };
  // Of a cumulative histogram they are of all its time.
  if (point.temporality === "delta" && point.min !== undefined) numbers["min"] = point.min;
  if (point.temporality === "delta" && point.max !== undefined) numbers["max"] = point.max;
  return {
    ...kept,
    ...numbers,
    ...(point.unit === "" ? {} : { unit: point.unit }),
    metric_kind: point.kind,
    ...(client === undefined ? { "service.name": point.resource["service.name"] ?? UNKNOWN } : {}),
  };
}
