import { type Metric, onCLS, onFCP, onINP, onLCP, onTTFB } from "web-vitals";
import { createClient, type Redact } from "../../../sdk/src/index.ts";
import { scrubText } from "./scrub-text.ts";
import type { TelemetryConfig } from "./telemetry-config.ts";

const AGENT = "fleetglass-dashboard";
/** A page that fails again and again has said it by then. */
const MOST_ERRORS = 20;
const FLUSH_MS = 5_000;

/**
 * Begins to tell how this page does, under a session of its own and nobody's name.
 * @param version of the running service
 * @returns tells of an error
 */
export function reportPage({ key, environment, share }: TelemetryConfig, version: string): (error: unknown) => void {
  const route = location.pathname;
  const client = createClient({
    apiKey: key,
    endpoint: location.origin,
    agent: AGENT,
    version,
    environment,
    metadata: { route },
    redact,
    flushIntervalMs: FLUSH_MS,
    // A visitor can do nothing about a key that is not taken.
    onWarning: () => undefined,
  });
  const session = client.startSession();
  if (Math.random() < share) {
    const tell = ({ name, value, rating, navigationType }: Metric) =>
      void session.track({
        event_type: "custom",
        custom_type: "web_vital",
        // Shifts of the layout are a score, all others milliseconds.
        ...(name === "CLS" ? {} : { duration_ms: Math.round(value) }),
        success: rating !== "poor",
        metadata: { name, value: Number(value.toFixed(4)), rating, navigation: navigationType },
      });
    for (const observe of [onCLS, onFCP, onINP, onLCP, onTTFB]) observe(tell);
  }
  let told = 0;
  return (error) => {
    if (told++ < MOST_ERRORS) session.error(error);
  };
}

const redact: Redact = (event) => ({
  ...event,
  ...(event.error_message === undefined ? {} : { error_message: scrubText(event.error_message) }),
  ...(typeof event.metadata?.stack === "string"
    ? { metadata: { ...event.metadata, stack: scrubText(event.metadata.stack) } }
    : {}),
});
