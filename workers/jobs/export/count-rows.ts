import type { ExportFormat } from "../../../contract/exports.ts";

const NEWLINE = 0x0a;
const QUOTE = 0x22;

/** Counts the rows of a file that passes through, where the format lets that be seen: lines, in CSV those outside quotes. */
export class RowCounter {
  #lines = 0;
  #isQuoted = false;

  constructor(readonly format: ExportFormat) {}

  /** Rows so far, the line of names not among them; `undefined` where they cannot be counted. */
  get rows(): number | undefined {
    if (this.format === "parquet") return undefined;
    return this.format === "csv" ? Math.max(0, this.#lines - 1) : this.#lines;
  }

  /** The same bytes, counted. */
  over(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    if (this.format === "parquet") return stream;
    return stream.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (bytes, controller) => {
          this.#count(bytes);
          controller.enqueue(bytes);
        },
      }),
    );
  }

  #count(bytes: Uint8Array): void {
    const hasQuotes = this.format === "csv";
    for (const byte of bytes) {
      // Two quotes in a row, which stand for one, change nothing.
      if (byte === QUOTE && hasQuotes) this.#isQuoted = !this.#isQuoted;
      else if (byte === NEWLINE && !this.#isQuoted) this.#lines++;
    }
  }
}
