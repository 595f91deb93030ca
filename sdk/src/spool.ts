/**
 * Keeps events on disk until they are sent, so that they survive the end of the process, however it comes. For Node, Deno and Bun.
 *
 * ```ts
 * import { createClient } from "@fleetglass/sdk";
 * import { fileSpool } from "@fleetglass/sdk/spool";
 *
 * const fleetglass = createClient({ apiKey: "fg_…", spool: fileSpool({ dir: ".fleetglass" }) });
 * ```
 *
 * @module
 */
export { fileSpool, type FileSpoolOptions } from "./spool/file-spool.ts";
