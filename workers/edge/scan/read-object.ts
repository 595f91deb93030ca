import { LIMITS } from "../../../contract/limits.ts";
import type { Cursor } from "./cursor.ts";
import { CLOSE_LIST, CLOSE_OBJECT, COLON, COMMA, MINUS, OPEN_LIST, OPEN_OBJECT, QUOTE } from "./sign.ts";
import { readNumber } from "./read-number.ts";
import { isSame, viewOf } from "./same-bytes.ts";
import { readPlainText, readText } from "./read-text.ts";

/** Fields of one object whose names are compared with each other; larger ones are left to the ordinary way. */
const MAX_FIELDS = 24;
const WORDS = ["true", "false", "null"].map(viewOf);

/**
 * Reads a `metadata` object that may be stored as it stands: no larger and no deeper than allowed, without line ends, without
 * names that come twice, and with numbers that a double holds as they are written.
 */
export function readMetadata(cursor: Cursor): boolean {
  const from = cursor.at;
  return cursor.bytes[from] === OPEN_OBJECT && readValue(cursor, 1) && cursor.at - from <= LIMITS.metadataBytes;
}

/** @param depth of the value itself if it is an object or a list */
function readValue(cursor: Cursor, depth: number): boolean {
  cursor.skipSpaces();
  switch (cursor.bytes[cursor.at]) {
    case QUOTE:
      return readText(cursor);
    case OPEN_OBJECT:
      return depth <= LIMITS.metadataDepth && readFields(cursor, depth);
    case OPEN_LIST:
      return depth <= LIMITS.metadataDepth && readItems(cursor, depth);
    case MINUS:
      cursor.at++;
      // A zero with a sign loses it.
      return readNumber(cursor) && cursor.value !== 0;
    default:
      return readNumber(cursor) || readWord(cursor);
  }
}

function readItems(cursor: Cursor, depth: number): boolean {
  cursor.at++;
  if (cursor.take(CLOSE_LIST)) return true;
  do {
    if (!readValue(cursor, depth + 1)) return false;
  } while (cursor.take(COMMA));
  return cursor.take(CLOSE_LIST);
}

function readFields(cursor: Cursor, depth: number): boolean {
  cursor.at++;
  if (cursor.take(CLOSE_OBJECT)) return true;
  const names: number[] = [];
  do {
    cursor.skipSpaces();
    if (!readPlainText(cursor) || names.length === 2 * MAX_FIELDS || isRepeated(cursor, names)) return false;
    names.push(cursor.from, cursor.to);
    if (!cursor.take(COLON) || !readValue(cursor, depth + 1)) return false;
  } while (cursor.take(COMMA));
  return cursor.take(CLOSE_OBJECT);
}

/** Whether the name just read is among those before it; the last one of a name would count. */
function isRepeated({ view, from, to }: Cursor, names: readonly number[]): boolean {
  for (let i = 0; i < names.length; i += 2) {
    const start = names[i] ?? 0;
    if ((names[i + 1] ?? 0) - start === to - from && isSame(view, start, view, from, to - from)) return true;
  }
  return false;
}

function readWord(cursor: Cursor): boolean {
  const word = WORDS.find((view) => isSame(cursor.view, cursor.at, view, 0, view.byteLength));
  if (word === undefined) return false;
  cursor.at += word.byteLength;
  return true;
}
