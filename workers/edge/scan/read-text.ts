import type { Cursor } from "./cursor.ts";
import { BACKSLASH, QUOTE, SPACE } from "./sign.ts";

/** What may follow a backslash. `\u` is left to the ordinary way: it may be half a character. */
const ESCAPED: readonly number[] = Array.from('"\\/bfnrt', (sign) => sign.charCodeAt(0));

/** Reads a text of ASCII without escapes. */
export function readPlainText(cursor: Cursor): boolean {
  const { bytes, at } = cursor;
  if (bytes[at] !== QUOTE) return false;
  cursor.from = at + 1;
  const to = passPlain(cursor, at + 1);
  cursor.to = to;
  cursor.at = to + 1;
  return bytes[to] === QUOTE;
}

/** {@link readPlainText} for a text that is asked for, with a hash of it to find it by. */
export function readHashedText(cursor: Cursor): boolean {
  const { bytes, at } = cursor;
  if (bytes[at] !== QUOTE) return false;
  cursor.from = at + 1;
  const to = hashPlain(cursor, at + 1);
  cursor.to = to;
  cursor.at = to + 1;
  return bytes[to] === QUOTE;
}

/** Reads any text. */
export function readText(cursor: Cursor): boolean {
  if (readPlainText(cursor)) return true;
  const { bytes, from } = cursor;
  if (bytes[from - 1] !== QUOTE) return false;
  let at = cursor.to;
  for (let byte = bytes[at] ?? 0; byte !== QUOTE; byte = bytes[at] ?? 0) {
    if (byte === BACKSLASH && ESCAPED.includes(bytes[at + 1] ?? 0)) at += 2;
    else if (byte >= 0x80 && cursor.isUtf8()) at++;
    else if (byte >= SPACE && byte < 0x80 && byte !== BACKSLASH) at = passPlain(cursor, at);
    else return false;
  }
  cursor.to = at;
  cursor.at = at + 1;
  return true;
}

/**
 * The place of the next byte that does not stand for itself: a quote, a backslash, a control character or a part of a longer
 * character, four bytes at a time.
 */
function passPlain(cursor: Cursor, start: number): number {
  const { view, bytes } = cursor;
  const last = bytes.length - 4;
  let at = start;
  for (; at <= last; at += 4) {
    const special = specialAmong(view.getInt32(at, true));
    if (special !== 0) return at + ((31 - Math.clz32(special & -special)) >> 3);
  }
  return passSingly(bytes, at);
}

function hashPlain(cursor: Cursor, start: number): number {
  const { view, bytes } = cursor;
  const last = bytes.length - 4;
  let at = start;
  let hash = 0;
  for (; at <= last; at += 4) {
    const four = view.getInt32(at, true);
    const special = specialAmong(four);
    if (special !== 0) {
      const plain = 31 - Math.clz32(special & -special) - 7;
      cursor.hash = mix(hash, four & ((1 << plain) - 1));
      return at + (plain >> 3);
    }
    hash = mix(hash, four);
  }
  cursor.hash = hash;
  return passSingly(bytes, at);
}

/** A byte's highest bit is set where it does not stand for itself, and may wrongly be set behind such a byte only. */
function specialAmong(four: number): number {
  return (four | (four - 0x20202020) | ((four ^ 0x22222222) - 0x01010101) | ((four ^ 0x5c5c5c5c) - 0x01010101)) &
    0x80808080;
}

function mix(hash: number, four: number): number {
  const mixed = Math.imul(hash ^ four, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}

function passSingly(bytes: Uint8Array, start: number): number {
  let at = start;
  for (let byte = bytes[at] ?? 0; byte >= SPACE && byte < 0x80; byte = bytes[++at] ?? 0) {
    if (byte === QUOTE || byte === BACKSLASH) break;
  }
  return at;
}
