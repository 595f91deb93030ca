import type { Cursor } from "./cursor.ts";
import { isSame } from "./same-bytes.ts";

/** A text of some bytes, made once. */
interface KnownText {
  bytes: DataView;
  text: string;
}

const PLACES = 4_096;
/** Longer texts hardly come again. */
const MAX_BYTES = 64;
const known: (KnownText | undefined)[] = Array<undefined>(PLACES).fill(undefined);

/**
 * The text that was just read, of plain ASCII. Agents, teams, models and sessions come again and again, and making a string
 * costs more than recognising it. Texts that fall on the same place take turns, so that nobody can make this grow.
 */
export function knownText(cursor: Cursor): string {
  const { bytes, view, from, to } = cursor;
  const length = to - from;
  if (length > MAX_BYTES) return decode(bytes, from, to);
  const place = (cursor.hash + length) & (PLACES - 1);
  const present = known[place];
  if (present !== undefined && present.bytes.byteLength === length && isSame(view, from, present.bytes, 0, length)) {
    return present.text;
  }
  const text = decode(bytes, from, to);
  known[place] = { bytes: new DataView(bytes.slice(from, to).buffer), text };
  return text;
}

const utf8 = new TextDecoder();

/** The text that bytes spell, in a string of its own. */
export function decode(bytes: Uint8Array, from: number, to: number): string {
  return utf8.decode(bytes.subarray(from, to));
}
