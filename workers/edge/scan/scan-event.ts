import { EVENT_TYPES } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";
import type { EventSource } from "../../../contract/stored-event.ts";
import { addMoney } from "../../../contract/window.ts";
import type { ValidationContext } from "../events/validate-event.ts";
import { BYTE_FIELDS, type ByteField, isNamed, placeOfField } from "./byte-fields.ts";
import type { Cursor } from "./cursor.ts";
import { CLOSE_OBJECT, COMMA, OPEN_OBJECT, QUOTE } from "./sign.ts";
import { FieldValues } from "./field-values.ts";
import { knownText } from "./known-texts.ts";
import { isSame, viewOf } from "./same-bytes.ts";
import { readMetadata } from "./read-object.ts";
import { readNumber } from "./read-number.ts";
import { readHashedText, readPlainText, readText } from "./read-text.ts";
import { readTime } from "./read-time.ts";
import { ScannedEvent } from "./scanned-event.ts";

const REQUIRED = BYTE_FIELDS.filter(({ isRequired }) => isRequired).length;
const AT = {
  id: placeOfField("event_id"),
  type: placeOfField("event_type"),
  orgId: placeOfField("org_id"),
  customType: placeOfField("custom_type"),
  cost: placeOfField("cost_usd"),
};

/** Reads events from bytes, one after the other, for as long as there is nothing unusual about them. */
export class EventScanner {
  readonly #cursor: Cursor;
  readonly #values: FieldValues;
  readonly #source: EventSource;
  readonly #oldest: number;
  readonly #newest: number;
  #typePlace = 0;

  constructor(cursor: Cursor, { now, source }: ValidationContext) {
    this.#cursor = cursor;
    this.#values = new FieldValues(cursor.bytes);
    this.#source = source;
    this.#oldest = now - LIMITS.eventAgeMs;
    this.#newest = now + LIMITS.eventFutureMs;
  }

  /** The event that begins here, or `undefined` when only the ordinary way can tell what it is or what is wrong with it. */
  read(): ScannedEvent | undefined {
    const cursor = this.#cursor;
    const values = this.#values;
    if (!cursor.take(OPEN_OBJECT)) return undefined;
    const from = cursor.at;
    let required = 0;
    let last = BYTE_FIELDS.length;
    values.begin();
    this.#typePlace = 0;
    do {
      const field = this.#readName(last);
      if (field === undefined || !values.open(field.index) || !this.#readValue(field)) return undefined;
      last = field.index;
      if (field.isRequired) required++;
    } while (cursor.take(COMMA));
    const to = cursor.at;
    if (required < REQUIRED || !cursor.take(CLOSE_OBJECT)) return undefined;
    if (values.text(AT.type) === "custom" && !values.has(AT.customType)) return undefined;
    return new ScannedEvent(values, this.#source, from, to);
  }

  /**
   * Clients write the fields of each type in the same order again and again: the field that came after `last` before is looked
   * at first.
   */
  #readName(last: number): ByteField | undefined {
    const cursor = this.#cursor;
    cursor.skipSpaces();
    const { view, at } = cursor;
    const place = this.#typePlace + last;
    let field = followers[place];
    if (field === undefined || !isNamed(view, at, field)) {
      field = findField(view, at);
      followers[place] = field;
    }
    if (field === undefined) return undefined;
    cursor.at = at + field.length;
    cursor.skipSpaces();
    return field;
  }

  #readValue(field: ByteField): boolean {
    const cursor = this.#cursor;
    switch (field.kind) {
      case "text":
        return this.#readText(field);
      case "choice":
        return this.#readChoice(field);
      case "count":
        if (!readNumber(cursor) || !cursor.isWhole || cursor.value > field.max) return false;
        this.#values.setNumber(field.index, cursor.value);
        return true;
      case "amount":
        return this.#readAmount(field);
      case "flag":
        return this.#readFlag(field.index);
      case "time":
        return this.#readTime(field.index);
      case "object":
        return readMetadata(cursor);
    }
  }

  #readText({ index, max, isRequired, isWanted }: ByteField): boolean {
    const cursor = this.#cursor;
    const isRead = isWanted ? readHashedText(cursor) : index === AT.id ? readPlainText(cursor) : readText(cursor);
    const { from, to } = cursor;
    // Bytes are at least as many as the UTF-16 units that are allowed.
    if (!isRead || to - from > max || (isRequired && to === from)) return false;
    if (isWanted) this.#values.setText(index, knownText(cursor));
    else this.#values.setRange(index, from, to);
    return true;
  }

  #readChoice({ index, choices }: ByteField): boolean {
    const cursor = this.#cursor;
    if (!readHashedText(cursor)) return false;
    const choice = choices.get(knownText(cursor));
    if (choice === undefined) return false;
    this.#values.setText(index, choice);
    if (index === AT.type) this.#typePlace = TYPE_PLACES.get(choice) ?? 0;
    return true;
  }

  #readAmount({ index, max }: ByteField): boolean {
    const cursor = this.#cursor;
    const from = cursor.at;
    if (!readNumber(cursor) || cursor.value > max) return false;
    if (index === AT.cost) {
      // More than nine decimals are rounded off, which the row would not be.
      this.#values.setNumber(index, cursor.value);
      this.#values.setRange(index, 0, 0);
      return addMoney(cursor.value, 0) === cursor.value;
    }
    this.#values.setNumber(index, Math.round(cursor.value));
    this.#values.setRange(index, cursor.isWhole ? 0 : from, cursor.at);
    return true;
  }

  #readFlag(index: number): boolean {
    const cursor = this.#cursor;
    const { view, at } = cursor;
    const isTrue = isSame(view, at, TRUE, 0, TRUE.byteLength);
    if (!isTrue && !isSame(view, at, FALSE, 0, FALSE.byteLength)) return false;
    cursor.at = at + (isTrue ? TRUE : FALSE).byteLength;
    this.#values.setNumber(index, Number(isTrue));
    return true;
  }

  #readTime(index: number): boolean {
    const cursor = this.#cursor;
    const isNumber = cursor.bytes[cursor.at] !== QUOTE;
    if (isNumber ? !readNumber(cursor) || !cursor.isWhole : !readPlainText(cursor)) return false;
    const { from, to } = cursor;
    const time = isNumber ? cursor.value : readTime(cursor.bytes, from, to);
    this.#values.setNumber(index, time);
    this.#values.setRange(index, isNumber ? 0 : from - 1, to + 1);
    return time >= this.#oldest && time <= this.#newest;
  }
}

const TRUE = viewOf("true");
const FALSE = viewOf("false");
const WIDTH = BYTE_FIELDS.length + 1;
/** Where an event's type has its row among {@link followers}; the first row is for fields before the type. */
const TYPE_PLACES = new Map<string, number>(EVENT_TYPES.map((type, i) => [type, (i + 1) * WIDTH]));
/** The field that followed each field last; at the end of a row the one that came first. */
const followers: (ByteField | undefined)[] = Array<undefined>((EVENT_TYPES.length + 1) * WIDTH).fill(undefined);

/** An organisation that is named is compared with the key's in the ordinary way. */
function findField(view: DataView, at: number): ByteField | undefined {
  for (const field of BYTE_FIELDS) {
    if (field.index !== AT.orgId && isNamed(view, at, field)) return field;
  }
  return undefined;
}
