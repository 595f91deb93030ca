import { BYTE_FIELDS } from "./byte-fields.ts";

const COUNT = BYTE_FIELDS.length;

/** The fields of the event at hand, by their place in the table: one set of them serves for all events of a body. */
export class FieldValues {
  readonly body: Uint8Array;
  readonly #texts: string[] = Array<string>(COUNT).fill("");
  readonly #numbers = new Float64Array(COUNT);
  /** Where a value's bytes begin and end. */
  readonly #from = new Int32Array(COUNT);
  readonly #to = new Int32Array(COUNT);
  /** The event that had the field last. */
  readonly #event = new Int32Array(COUNT);
  #current = 0;

  constructor(body: Uint8Array) {
    this.body = body;
  }

  /** Forgets the fields of the last event. */
  begin(): void {
    this.#current++;
  }

  /** Says that the event has a field, and where its value stands; `false` when it has it already. */
  open(place: number): boolean {
    if (this.#event[place] === this.#current) return false;
    this.#event[place] = this.#current;
    return true;
  }

  has(place: number): boolean {
    return this.#event[place] === this.#current;
  }

  setRange(place: number, from: number, to: number): void {
    this.#from[place] = from;
    this.#to[place] = to;
  }

  setText(place: number, text: string): void {
    this.#texts[place] = text;
  }

  setNumber(place: number, value: number): void {
    this.#numbers[place] = value;
  }

  text(place: number): string | undefined {
    return this.has(place) ? this.#texts[place] : undefined;
  }

  number(place: number): number | undefined {
    return this.has(place) ? this.#numbers[place] : undefined;
  }

  /** 0 where the event has no such field. */
  from(place: number): number {
    return this.has(place) ? this.#from[place] ?? 0 : 0;
  }

  to(place: number): number {
    return this.has(place) ? this.#to[place] ?? 0 : 0;
  }
}
