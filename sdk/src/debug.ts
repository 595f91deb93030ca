/**
 * Shows events instead of sending them.
 *
 * ```ts
 * import { createClient } from "@fleetglass/sdk";
 * import { debugTransport } from "@fleetglass/sdk/debug";
 *
 * const fleetglass = createClient({ apiKey: "debug", transport: debugTransport() });
 * ```
 *
 * @module
 */
import type { OutgoingEvent } from "./event.ts";
import type { Transport } from "./transport.ts";

/** Where events are shown; `console` fits. */
export interface DebugConsole {
  log(text: string): void;
}

/**
 * A transport that writes one line for each event, and takes them all.
 * @param target `console` unless given
 */
export function debugTransport(target: DebugConsole = console): Transport {
  return (delivery) => {
    const { events } = JSON.parse(delivery.body) as { events: OutgoingEvent[] };
    for (const event of events) target.log(describeEvent(event));
    return Promise.resolve({ status: 202, body: "" });
  };
}

function describeEvent({ event_type: type, timestamp, ...fields }: OutgoingEvent): string {
  const at = new Date(timestamp).toISOString();
  const details = Object.entries(fields).map(([name, value]) =>
    `${name}=${typeof value === "string" && /^[^\s"]+$/.test(value) ? value : JSON.stringify(value)}`
  );
  return [at, type, ...details].join(" ");
}
