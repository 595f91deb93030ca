/** The three kinds of telemetry. */
export const TELEMETRY_SIGNALS = ["logs", "metrics", "traces"] as const;
/** A kind of telemetry. */
export type TelemetrySignal = (typeof TELEMETRY_SIGNALS)[number];

/** Where batches of events are posted to. */
export const EVENTS_PATH = "/v1/events";

/** Where OTLP exporters post a signal to, whether they are given the base URL with or without `/v1/otlp`. */
export function telemetryPaths(signal: TelemetrySignal): [string, string] {
  return [`/v1/otlp/v1/${signal}`, `/v1/${signal}`];
}
