import { WorkerEntrypoint } from "cloudflare:workers";
import type { NewMessage } from "./protocol.ts";

export { LocalQueue } from "./local-queue.ts";

interface ProducerProps {
  queue: string;
}

/** Stands where a queue producer binding stands in production; the binding's `props` say which queue it is. */
export class Producer extends WorkerEntrypoint<LocalQueueEnv, ProducerProps> {
  /** Limits of Cloudflare Queues, which this queue enforces so that nothing passes here that fails there. */
  static readonly maxMessageBytes = 128_000;
  static readonly maxBatchBytes = 256_000;
  static readonly maxBatchMessages = 100;

  async send(body: Uint8Array, options: { delaySeconds?: number } = {}): Promise<void> {
    await this.#put([{ body, delaySeconds: options.delaySeconds }]);
  }

  async sendBatch(messages: NewMessage[]): Promise<void> {
    await this.#put(messages);
  }

  async #put(messages: NewMessage[]): Promise<void> {
    const sizes = messages.map(({ body }) => body.byteLength);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (Math.max(...sizes) > Producer.maxMessageBytes || total > Producer.maxBatchBytes) {
      throw new RangeError(`queue messages of ${total} bytes in all are too large`);
    }
    if (messages.length > Producer.maxBatchMessages) throw new RangeError(`${messages.length} queue messages at once`);
    const { queue } = this.ctx.props;
    await this.env.LOCAL_QUEUE.getByName(queue).send(queue, messages);
  }
}

export default {
  /** The queue is reached through its bindings only. */
  fetch(): Response {
    return new Response(null, { status: 404 });
  },
};
