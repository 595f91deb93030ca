/** A chunk as the queue takes it. */
export interface ChunkMessage {
  body: Uint8Array<ArrayBuffer>;
  contentType: "bytes";
}

/** The part of a queue's producer that the edge uses. */
export interface ChunkQueue {
  send(body: Uint8Array, options: { contentType: "bytes" }): Promise<unknown>;
  sendBatch(messages: ChunkMessage[]): Promise<unknown>;
}

/** Cloudflare Queues takes 100 messages and 256 KB at a time, and counts about 100 bytes of its own for each message. */
const MAX_MESSAGES = 100;
const MAX_CALL_BYTES = 256_000;
const OWN_BYTES = 100;

/** Messages that go in one call. */
export class Load {
  readonly messages: ChunkMessage[] = [];
  #bytes = 0;

  /** Adds messages if there is room for all of them; the first ones always fit. */
  add(messages: readonly ChunkMessage[]): boolean {
    let bytes = this.#bytes;
    for (const { body } of messages) bytes += body.length + OWN_BYTES;
    const isFull = this.messages.length + messages.length > MAX_MESSAGES || bytes > MAX_CALL_BYTES;
    if (isFull && this.messages.length > 0) return false;
    this.#bytes = bytes;
    this.messages.push(...messages);
    return true;
  }

  /** Puts them on a queue; returns once it has taken all of them. */
  async sendTo(queue: ChunkQueue): Promise<void> {
    const [only] = this.messages;
    if (this.messages.length === 1 && only !== undefined) await queue.send(only.body, { contentType: "bytes" });
    else await queue.sendBatch(this.messages);
  }
}
