import { SPACE } from "./sign.ts";

/**
 * A place in a body, and what was read there last. Readers move it past what they have read and answer whether they know it;
 * after a `false` the place means nothing, as the batch is then read in the ordinary way.
 */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  at = 0;
  /** The last text's bytes, without its quotes, and a hash of them. */
  from = 0;
  to = 0;
  hash = 0;
  /** The last number. */
  value = 0.5;
  isWhole = false;
  isUtf8Checked = false;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Passes spaces, and a sign if it follows. */
  take(sign: number): boolean {
    this.skipSpaces();
    if (this.bytes[this.at] !== sign) return false;
    this.at++;
    return true;
  }

  /** Line ends are left alone: rows are written as they stand, and a line feed ends one. */
  skipSpaces(): void {
    while (this.bytes[this.at] === SPACE) this.at++;
  }

  /** Whether all of the body is UTF-8; asked where a byte beyond ASCII is met, and worked out once. */
  isUtf8(): boolean {
    if (this.isUtf8Checked) return true;
    try {
      new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(this.bytes);
      return this.isUtf8Checked = true;
    } catch {
      return false;
    }
  }
}
