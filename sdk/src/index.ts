/// <reference lib="esnext.disposable" preserve="true" />
/**
 * Records what AI agents do and sends it to Fleetglass, without ever getting in the way of its host.
 *
 * ```ts
 * import { createClient } from "@fleetglass/sdk";
 *
 * const fleetglass = createClient({ apiKey: "fg_…", agent: "reviewer" });
 * fleetglass.toolCall({ tool_name: "grep", duration_ms: 12, success: true });
 * await fleetglass.flush();
 * ```
 *
 * @module
 */
import type { Client } from "./client.ts";
import { makeRootClient } from "./create-client.ts";
import { fetchTransport } from "./fetch-transport.ts";
import type { ClientOptions } from "./options.ts";
import { onPageLeave } from "./page-hooks.ts";

export * from "./public.ts";

/**
 * Makes a client. Does nothing yet: the first event starts it. Never throws: without a usable key or address it warns once and
 * drops what it is given.
 */
export function createClient(options: ClientOptions): Client {
  return makeRootClient(options, { transport: fetchTransport(), onPageLeave });
}
