import { z } from "zod";
import { AppError } from "../../../contract/problem.ts";

const Position = z.tuple([z.number().int(), z.string()]);

/** Where a page of a list ends: a time in epoch ms, and an id that tells apart what is at the same time. */
export type PagePosition = z.infer<typeof Position>;

/** The text that stands for a place in a list. */
export function encodePosition(position: PagePosition): string {
  const bytes = new TextEncoder().encode(JSON.stringify(position));
  return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The place that a cursor stands for. Throws VAL_INVALID_FORMAT for a text that is none. */
export function decodePosition(cursor: string): PagePosition {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
    return Position.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch (cause) {
    const detail = "The cursor is not one that an answer gave out.";
    throw new AppError("VAL_INVALID_FORMAT", detail, { places: [{ pointer: "/cursor", detail }], cause });
  }
}
