import type { ChunkHeader } from "../../contract/chunk.ts";

/** Writes one structured line. Rows, passwords and what a message holds never stand in it. */
export function log(level: "info" | "warn" | "error", message: string, fields: Record<string, unknown>): void {
  console[level](JSON.stringify({ level, message, ...fields }));
}

/** The ids under which chunks are found again on every hop. */
export function idsOf(
  headers: readonly ChunkHeader[],
): { request_ids: string[]; org_ids: string[]; chunk_ids: string[] } {
  return {
    request_ids: [...new Set(headers.map((header) => header.request_id))],
    org_ids: [...new Set(headers.map((header) => header.org_id))],
    chunk_ids: headers.map((header) => header.chunk_id),
  };
}
