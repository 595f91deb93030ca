/**
 * Sends through a `fetch` of your own: a service binding, a proxy, a test.
 *
 * ```ts
 * import { createClient } from "@fleetglass/sdk";
 * import { fetchTransport } from "@fleetglass/sdk/fetch";
 *
 * const fleetglass = createClient({ apiKey: "fg_…", transport: fetchTransport((url, init) => env.EDGE.fetch(url, init)) });
 * ```
 *
 * @module
 */
export { type FetchedResponse, type FetchLike, fetchTransport } from "./fetch-transport.ts";
