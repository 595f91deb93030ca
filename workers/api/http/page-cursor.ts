import { createHmac } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../contract/problem.ts";
import { isSameText } from "./is-same-text.ts";

/** What a page of a list ends with; the values that lists are ordered by. */
export type Place = readonly (string | number | null)[];

/** What a cursor says: where the next page begins, and when the first was asked for, so that "now" stays where it was. */
export interface PagePosition {
  /** Epoch ms. */
  askedAt: number;
  place: Place;
}

/** The list that a cursor is of. It opens no other. */
export interface CursorOwner {
  secret: string;
  orgId: string;
  /** The question, in words that are the same each time it is asked. */
  question: string;
}

const Position = z.tuple([z.number().int(), z.array(z.union([z.string(), z.number(), z.null()]))]);
const SEAL_BYTES = 16;

/** The text that stands for a place in a list, sealed for the list that it is of. */
export function sealCursor(owner: CursorOwner, { askedAt, place }: PagePosition): string {
  const text = Buffer.from(JSON.stringify([askedAt, place])).toString("base64url");
  return `${text}.${seal(owner, text)}`;
}

/** The place that a cursor stands for. Throws INVALID_QUERY for a text that no answer to the same question gave out. */
export function openCursor(owner: CursorOwner, cursor: string): PagePosition {
  const [text = ""] = cursor.split(".", 1);
  if (!isSameText(cursor, `${text}.${seal(owner, text)}`)) {
    const detail = "The cursor is not one that an answer to this question gave out.";
    throw new AppError("INVALID_QUERY", detail, { places: [{ pointer: "/cursor", detail }] });
  }
  const [askedAt, place] = Position.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  return { askedAt, place };
}

function seal({ secret, orgId, question }: CursorOwner, text: string): string {
  const message = JSON.stringify(["cursor", orgId, question, text]);
  return createHmac("sha256", secret).update(message).digest().subarray(0, SEAL_BYTES).toString("base64url");
}
