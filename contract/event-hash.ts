/**
 * Hashes event ids to 64 bits each, little-endian, one after the other. Not cryptographic: it tells events of one
 * organisation apart, of which a live object remembers a million at most (a chance of one in ten million for any two to meet).
 */
export function hashEventIds(ids: readonly string[]): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(ids.length * 2);
  let at = 0;
  for (const id of ids) {
    let high = 0xdeadbeef;
    let low = 0x41c6ce57;
    for (let i = 0; i < id.length; i++) {
      const unit = id.charCodeAt(i);
      high = Math.imul(high ^ unit, 0x9e3779b1);
      low = Math.imul(low ^ unit, 0x5f356495);
      high = (high << 13) | (high >>> 19);
      low = (low << 17) | (low >>> 15);
    }
    words[at++] = scramble(high ^ Math.imul(low, 0x85ebca6b));
    words[at++] = scramble(low ^ Math.imul(high, 0xc2b2ae35));
  }
  return words;
}

/** Writes the two words that {@link hashEventIds} makes of an id, of which there are the ASCII bytes and no text. */
export function hashIdBytes(bytes: Uint8Array, from: number, to: number, words: Uint32Array, place: number): void {
  let high = 0xdeadbeef;
  let low = 0x41c6ce57;
  for (let i = from; i < to; i++) {
    const unit = bytes[i] ?? 0;
    high = Math.imul(high ^ unit, 0x9e3779b1);
    low = Math.imul(low ^ unit, 0x5f356495);
    high = (high << 13) | (high >>> 19);
    low = (low << 17) | (low >>> 15);
  }
  words[place] = scramble(high ^ Math.imul(low, 0x85ebca6b));
  words[place + 1] = scramble(low ^ Math.imul(high, 0xc2b2ae35));
}

function scramble(word: number): number {
  let mixed = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Hashes as they travel in a chunk's header. */
export function encodeHashes(words: Uint32Array): string {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength).toBase64();
}

/** Reads what {@link encodeHashes} wrote. */
export function decodeHashes(text: string): Uint32Array<ArrayBuffer> {
  return new Uint32Array(Uint8Array.fromBase64(text).buffer);
}
