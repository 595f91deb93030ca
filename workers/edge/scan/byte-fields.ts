import { EVENT_FIELDS, type EventField, type EventFieldName } from "../../../contract/event-fields.ts";
import { viewOf } from "./same-bytes.ts";

/** A field of the table in {@link EVENT_FIELDS}, made ready for reading it from bytes. */
export interface ByteField {
  /** Its place in the table. */
  index: number;
  kind: EventField["kind"];
  /** The largest value of a number, the greatest length of a text. */
  max: number;
  isRequired: boolean;
  /** `"name":`, four bytes at a time; the last four may overlap those before. */
  words: Int32Array;
  length: number;
  /** What a choice leaves, each by itself: a string of the table is found among others faster than one that was just made. */
  choices: ReadonlyMap<string, string>;
  /** Whether the rest of the edge wants the text, and not only its length. */
  isWanted: boolean;
}

/** The short texts that come again and again and that the live view sums by. */
const WANTED: ReadonlySet<string> = new Set<EventFieldName>(
  ["session_id", "user_id", "agent_id", "environment", "team", "model", "tool_name", "repo"],
);

/** All fields, in the order of the table. */
export const BYTE_FIELDS: readonly ByteField[] = Object.entries<EventField>(EVENT_FIELDS).map((
  [name, field],
  index,
) => ({
  index,
  kind: field.kind,
  max: "max" in field ? field.max : 0,
  isRequired: field.required === true,
  words: wordsOf(viewOf(`"${name}":`)),
  length: name.length + 3,
  choices: new Map(field.kind === "choice" ? field.values.map((value) => [value, value]) : []),
  isWanted: WANTED.has(name),
}));

function wordsOf(view: DataView): Int32Array {
  const last = view.byteLength - 4;
  return Int32Array.from(
    { length: Math.ceil(view.byteLength / 4) },
    (_, i) => view.getInt32(Math.min(i * 4, last), true),
  );
}

/** Whether a field's name stands at a place. */
export function isNamed(view: DataView, at: number, { words, length }: ByteField): boolean {
  const count = words.length - 1;
  if (at + length > view.byteLength || view.getInt32(at + length - 4, true) !== words[count]) return false;
  for (let i = 0; i < count; i++) if (view.getInt32(at + i * 4, true) !== words[i]) return false;
  return true;
}

const NAMES = Object.keys(EVENT_FIELDS) as EventFieldName[];

/** The place of a field in the table. */
export function placeOfField(name: EventFieldName): number {
  return NAMES.indexOf(name);
}
