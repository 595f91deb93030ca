import { MAX_SEEN_EVENTS } from "./constants.ts";

const FIRST_CAPACITY = 1 << 12;

/**
 * The latest event hashes, a million at most: an open-addressing table beside a ring that says which hash is the oldest. It
 * starts small and doubles, because objects share an isolate's memory; at its largest it takes 24 MB. A hash of two zeros
 * stands for an empty slot; an event that hashes to it is simply never recognised.
 */
export class SeenEvents {
  #capacity = 0;
  #slots = 0;
  #high = new Uint32Array();
  #low = new Uint32Array();
  #ring = new Uint32Array();
  /** Where the ring is written next; once it is full that is its oldest entry. */
  #next = 0;
  #size = 0;

  constructor() {
    this.#allocate(FIRST_CAPACITY);
  }

  /** Indexes of the hashes that have not been seen. */
  unseen(words: Uint32Array): number[] {
    const fresh: number[] = [];
    for (let i = 0; i < words.length; i += 2) {
      if (this.#isEmpty(this.#find(words[i] ?? 0, words[i + 1] ?? 0))) fresh.push(i / 2);
    }
    return fresh;
  }

  /** Remembers hashes, and forgets the oldest ones for them where there is no room. */
  add(words: Uint32Array): void {
    for (let i = 0; i < words.length; i += 2) this.#insert(words[i] ?? 0, words[i + 1] ?? 0);
  }

  #insert(high: number, low: number): void {
    if ((high === 0 && low === 0) || !this.#isEmpty(this.#find(high, low))) return;
    if (this.#size === this.#capacity) this.#makeRoom();
    this.#put(this.#find(high, low), high, low);
    this.#ring[this.#next * 2] = high;
    this.#ring[this.#next * 2 + 1] = low;
    this.#next = (this.#next + 1) % this.#capacity;
    this.#size++;
  }

  #makeRoom(): void {
    if (this.#capacity < MAX_SEEN_EVENTS) return this.#grow();
    this.#remove(this.#ring[this.#next * 2] ?? 0, this.#ring[this.#next * 2 + 1] ?? 0);
  }

  #grow(): void {
    const oldest = this.#next;
    const ring = this.#ring;
    const count = this.#size;
    this.#allocate(Math.min(MAX_SEEN_EVENTS, this.#capacity * 2));
    for (let i = 0; i < count; i++) {
      const at = ((oldest + i) % count) * 2;
      this.#insert(ring[at] ?? 0, ring[at + 1] ?? 0);
    }
  }

  #allocate(capacity: number): void {
    this.#capacity = capacity;
    // At most half full, so that searches stay short.
    this.#slots = capacity * 2;
    this.#high = new Uint32Array(this.#slots);
    this.#low = new Uint32Array(this.#slots);
    this.#ring = new Uint32Array(capacity * 2);
    this.#next = 0;
    this.#size = 0;
  }

  /** The slot of a hash, or the empty one where it would go. */
  #find(high: number, low: number): number {
    let slot = low % this.#slots;
    while (!this.#isEmpty(slot) && !(this.#high[slot] === high && this.#low[slot] === low)) {
      slot = (slot + 1) % this.#slots;
    }
    return slot;
  }

  #isEmpty(slot: number): boolean {
    return this.#high[slot] === 0 && this.#low[slot] === 0;
  }

  #put(slot: number, high: number, low: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
  }

  /** Takes a hash out and moves those behind it up, so that no search stops at the gap. */
  #remove(high: number, low: number): void {
    let gap = this.#find(high, low);
    if (this.#isEmpty(gap)) return;
    this.#put(gap, 0, 0);
    this.#size--;
    for (let slot = (gap + 1) % this.#slots; !this.#isEmpty(slot); slot = (slot + 1) % this.#slots) {
      const home = (this.#low[slot] ?? 0) % this.#slots;
      const isBetween = (slot - home + this.#slots) % this.#slots < (slot - gap + this.#slots) % this.#slots;
      if (isBetween) continue;
      this.#put(gap, this.#high[slot] ?? 0, this.#low[slot] ?? 0);
      this.#put(slot, 0, 0);
      gap = slot;
    }
  }
}
