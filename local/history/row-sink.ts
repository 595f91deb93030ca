import { promisify } from "node:util";
import { gzip } from "node:zlib";

const compress = promisify(gzip);

const ROWS_PER_INSERT = 40_000;
/** One on its way and one being compressed keep both sides busy. */
const INSERTS_AT_ONCE = 2;

/** Takes rows one at a time and passes them on in large gzipped pieces, a few of them at once. */
export class RowSink {
  readonly #insert: (rows: Uint8Array<ArrayBuffer>) => Promise<void>;
  readonly #underway = new Set<Promise<void>>();
  #rows: string[] = [];
  #taken = 0;

  constructor(insert: (rows: Uint8Array<ArrayBuffer>) => Promise<void>) {
    this.#insert = insert;
  }

  /** Rows taken so far. */
  get taken(): number {
    return this.#taken;
  }

  add(row: string): void {
    this.#rows.push(row);
    this.#taken++;
  }

  /** Passes on what makes a piece, and waits while too many are under way. */
  async flow(): Promise<void> {
    if (this.#rows.length < ROWS_PER_INSERT) return;
    this.#pass();
    while (this.#underway.size >= INSERTS_AT_ONCE) await Promise.race(this.#underway);
  }

  /** Passes on the rest and waits for everything. */
  async close(): Promise<void> {
    if (this.#rows.length > 0) this.#pass();
    await Promise.all(this.#underway);
  }

  #pass(): void {
    const rows = this.#rows;
    this.#rows = [];
    const insert = compress(`${rows.join("\n")}\n`, { level: 1 }).then((body) => this.#insert(new Uint8Array(body)));
    this.#underway.add(insert);
    // Whoever waits for it sees the failure; a failed insert stays in the set for that.
    insert.then(() => this.#underway.delete(insert), () => undefined);
  }
}
