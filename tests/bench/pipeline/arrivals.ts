/** When events were sent, and how long each took to show up in a growing total. */
export class Arrivals {
  readonly latencies: number[] = [];
  readonly #waiting: { sentAt: number; total: number }[] = [];
  #sent = 0;

  /** Notes that `count` more events are being sent. */
  send(count: number, now: number): void {
    this.#sent += count;
    this.#waiting.push({ sentAt: now, total: this.#sent });
  }

  /** Notes that a total was seen: whatever was sent up to it has arrived. */
  see(total: number, now: number): void {
    while ((this.#waiting[0]?.total ?? Infinity) <= total) {
      this.latencies.push(now - (this.#waiting.shift()?.sentAt ?? now));
    }
  }

  get waiting(): number {
    return this.#waiting.length;
  }
}
