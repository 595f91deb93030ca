import { readTelemetryConfig } from "../telemetry/telemetry-config.ts";

/** `/telemetry.json`, from the public variables of the build; without a key, no page tells anything. */
export function GET(): Response {
  const { PUBLIC_TELEMETRY_KEY, PUBLIC_TELEMETRY_ENVIRONMENT, PUBLIC_TELEMETRY_SHARE = "0.25" } = import.meta.env;
  return Response.json(readTelemetryConfig({
    key: PUBLIC_TELEMETRY_KEY,
    environment: PUBLIC_TELEMETRY_ENVIRONMENT,
    share: Number(PUBLIC_TELEMETRY_SHARE),
  }));
}
