import { type Attributes, readAttributes } from "./attributes.ts";
import {
  enumField,
  fieldOf,
  type JsonObject,
  nanosField,
  numberField,
  objectOf,
  objectsOf,
  requireObject,
  textField,
} from "./json-fields.ts";
import { itemsWithOrigin, type Origin } from "./origin.ts";

/** How a stream of points is to be read. */
export type Temporality = "delta" | "cumulative" | "instant";

/** One data point of a metric with all that surrounds it, whatever encoding it came in. */
export interface MetricPoint extends Origin {
  name: string;
  unit: string;
  attributes: Attributes;
  kind: "sum" | "gauge" | "histogram" | "summary";
  /** `instant` for gauges and for sums that go up and down: each point says how much there is, not how much there was more. */
  temporality: Temporality;
  startTimeUnixNano: string;
  timeUnixNano: string;
  /** A sum's or gauge's value; the sum of what a histogram or summary has observed. */
  value: number;
  /** How many values a histogram or summary has observed. */
  count?: number;
  min?: number;
  max?: number;
}

const KINDS = ["sum", "gauge", "histogram", "exponentialHistogram", "summary"] as const;
const TEMPORALITIES = ["UNSPECIFIED", "DELTA", "CUMULATIVE"] as const;
const NO_RECORDED_VALUE = 1;

/** The data points of a metrics request in its JSON form. Fails with `MALFORMED_BODY` when it has another shape. */
export function readMetrics(body: unknown): MetricPoint[] {
  const points: MetricPoint[] = [];
  for (
    const { item, origin } of itemsWithOrigin(requireObject(body), ["resourceMetrics", "scopeMetrics", "metrics"])
  ) {
    for (const kind of KINDS) {
      if (fieldOf(item, kind) === undefined) continue;
      const data = objectOf(item, kind);
      for (const point of objectsOf(data, "dataPoints")) {
        const read = readPoint(item, kind, data, point);
        if (read !== undefined) points.push({ ...origin, ...read });
      }
    }
  }
  return points;
}

function readPoint(
  metric: JsonObject,
  kind: (typeof KINDS)[number],
  data: JsonObject,
  point: JsonObject,
): Omit<MetricPoint, keyof Origin> | undefined {
  const value = numberField(point, "asInt") ?? numberField(point, "asDouble") ?? numberField(point, "sum");
  const count = numberField(point, "count");
  const hasValue = ((numberField(point, "flags") ?? 0) & NO_RECORDED_VALUE) === 0;
  if (!hasValue || !Number.isFinite(value ?? count)) return undefined;
  return {
    name: textField(metric, "name"),
    unit: textField(metric, "unit"),
    attributes: readAttributes(fieldOf(point, "attributes")),
    kind: kind === "exponentialHistogram" ? "histogram" : kind,
    temporality: temporalityOf(kind, data),
    startTimeUnixNano: nanosField(point, "startTimeUnixNano"),
    timeUnixNano: nanosField(point, "timeUnixNano"),
    value: value !== undefined && Number.isFinite(value) ? value : 0,
    ...numbersOf(point, "count", "min", "max"),
  };
}

function temporalityOf(kind: (typeof KINDS)[number], data: JsonObject): Temporality {
  if (kind === "gauge") return "instant";
  // A summary has counted since its start, as Prometheus' clients do.
  if (kind === "summary") return "cumulative";
  if (kind === "sum" && fieldOf(data, "isMonotonic") !== true) return "instant";
  return enumField(data, "aggregationTemporality", TEMPORALITIES) === 1 ? "delta" : "cumulative";
}

function numbersOf(point: JsonObject, ...names: ("count" | "min" | "max")[]): Partial<Pick<MetricPoint, "count">> {
  const numbers = names.map((name) => [name, numberField(point, name)] as const);
  return Object.fromEntries(numbers.filter(([, value]) => value !== undefined && Number.isFinite(value)));
}
