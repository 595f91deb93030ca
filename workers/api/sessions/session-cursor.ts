import { z } from "zod";
import { AppError } from "../../../contract/problem.ts";
import type { SessionPosition } from "../../../stores/clickhouse/read-sessions.ts";

const Position = z.tuple([z.number().int(), z.string()]);

/** The text that stands for a place in a list of sessions. */
export function encodeCursor({ startedAt, sessionId }: SessionPosition): string {
  const bytes = new TextEncoder().encode(JSON.stringify([startedAt, sessionId]));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The place that a cursor stands for. Throws VAL_INVALID_FORMAT for a text that is none. */
export function decodeCursor(cursor: string): SessionPosition {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    const [startedAt, sessionId] = Position.parse(JSON.parse(new TextDecoder().decode(bytes)));
    return { startedAt, sessionId };
  } catch (cause) {
    const detail = "The cursor is not one that an answer gave out.";
    throw new AppError("VAL_INVALID_FORMAT", detail, { places: [{ pointer: "/cursor", detail }], cause });
  }
}
