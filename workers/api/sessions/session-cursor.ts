import type { SessionPosition } from "../../../stores/clickhouse/read-sessions.ts";
import { decodePosition, encodePosition } from "../http/page-cursor.ts";

/** The text that stands for a place in a list of sessions. */
export function encodeCursor({ startedAt, sessionId }: SessionPosition): string {
  return encodePosition([startedAt, sessionId]);
}

/** The place that a cursor stands for. Throws VAL_INVALID_FORMAT for a text that is none. */
export function decodeCursor(cursor: string): SessionPosition {
  const [startedAt, sessionId] = decodePosition(cursor);
  return { startedAt, sessionId };
}
