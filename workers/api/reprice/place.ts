import { z } from "zod";
import { AppError } from "../../../contract/problem.ts";
import type { RowPosition } from "../../../stores/clickhouse/read-unreported.ts";

const Place = z.tuple([z.string(), z.number().int(), z.string()]);

/** The text that stands for a place in the table. */
export function encodePlace({ event_type, timestamp, event_id }: RowPosition): string {
  return JSON.stringify([event_type, timestamp, event_id]);
}

/** The place that a cursor stands for. Throws VAL_INVALID_FORMAT for a text that is none. */
export function decodePlace(cursor: string): RowPosition {
  try {
    const [event_type, timestamp, event_id] = Place.parse(JSON.parse(cursor));
    return { event_type, timestamp, event_id };
  } catch (cause) {
    const detail = "The cursor is not one that an answer gave out.";
    throw new AppError("VAL_INVALID_FORMAT", detail, { places: [{ pointer: "/cursor", detail }], cause });
  }
}
