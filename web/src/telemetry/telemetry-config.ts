/** What the dashboard tells about itself, and to whom: an organisation of the platform it belongs to. */
export interface TelemetryConfig {
  /** An API key that may send events and nothing else; empty where nothing is to be told. */
  key: string;
  /** `environment` of the events. */
  environment: string;
  /** Share of visits of which the timings are told. Errors are told of all. */
  share: number;
}

/** What of a page's configuration can be used; nothing is told where it cannot. */
export function readTelemetryConfig(given: unknown): TelemetryConfig {
  const { key, environment, share } = Object(given) as Partial<Record<keyof TelemetryConfig, unknown>>;
  return {
    key: typeof key === "string" ? key : "",
    environment: typeof environment === "string" && environment !== "" ? environment : "production",
    share: typeof share === "number" && share >= 0 ? Math.min(1, share) : 0,
  };
}
