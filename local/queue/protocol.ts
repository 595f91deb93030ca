/** A message as it is handed to a consumer. */
export interface DeliveredMessage {
  id: string;
  /** Epoch ms at which the queue took it. */
  queuedAt: number;
  body: Uint8Array;
  /** 1 for the first delivery. */
  attempts: number;
}

/** What a consumer decided about a batch. Messages in neither list failed with the handler and are retried. */
export interface DeliveryResult {
  acknowledged: string[];
  retried: { id: string; delaySeconds: number }[];
}

/** The entry point that a consumer offers to the local queue. */
export interface DeliveryTarget {
  deliver(queue: string, messages: DeliveredMessage[]): Promise<DeliveryResult>;
}

/** How a queue is consumed: the fields of `[[queues.consumers]]` that matter here, and the binding of the consumer. */
export interface QueueSettings {
  consumer: "CONSUMER_US" | "CONSUMER_EU";
  maxBatchSize: number;
  maxBatchTimeoutMs: number;
  maxRetries: number;
  deadLetterQueue?: string;
}

/** A message as it is put on a queue. */
export interface NewMessage {
  body: Uint8Array;
  delaySeconds?: number | undefined;
}
