import { WorkerEntrypoint } from "cloudflare:workers";
import consumer from "../../workers/consumer/index.ts";
import type { DeliveredMessage, DeliveryResult } from "./protocol.ts";

export { Operator } from "../../workers/consumer/index.ts";

export default consumer;

/** Lets the local queue call the consumer's `queue` handler as the platform does. */
export class Delivery extends WorkerEntrypoint<ConsumerEnv> {
  async deliver(queue: string, delivered: DeliveredMessage[]): Promise<DeliveryResult> {
    const retried = new Map<string, number>();
    const acknowledged = new Set<string>();
    const messages = delivered.map(({ id, queuedAt, body, attempts }): Message => ({
      id,
      timestamp: new Date(queuedAt),
      body,
      attempts,
      // The first decision about a message stands, as on the platform.
      ack: () => void (retried.has(id) || acknowledged.add(id)),
      retry: (options) => void (acknowledged.has(id) || retried.set(id, options?.delaySeconds ?? 0)),
    }));
    const batch: MessageBatch = {
      queue,
      messages,
      metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } },
      ackAll: () => messages.forEach((message) => message.ack()),
      retryAll: (options) => messages.forEach((message) => message.retry(options)),
    };
    let failed = false;
    try {
      await consumer.queue(batch, this.env);
    } catch (error) {
      failed = true;
      console.error(JSON.stringify({ level: "error", message: "consumer failed", queue, error: String(error) }));
    }
    // A handler that returns has dealt with every message it did not ask to see again.
    if (!failed) { for (const { id } of delivered) if (!retried.has(id)) acknowledged.add(id); }
    return {
      acknowledged: [...acknowledged],
      retried: [...retried].map(([id, delaySeconds]) => ({ id, delaySeconds })),
    };
  }
}
