import { z } from "zod";
import type { QueueSettings } from "./queue/protocol.ts";

const QueueConsumer = z.object({
  queue: z.string(),
  max_batch_size: z.number(),
  max_batch_timeout: z.number(),
  max_retries: z.number(),
  dead_letter_queue: z.string().optional(),
});

/** The parts of a wrangler configuration that the local stack changes; everything else passes through. */
export const WorkerConfig = z.looseObject({
  name: z.string(),
  main: z.string(),
  vars: z.record(z.string(), z.unknown()).default({}),
  services: z.array(z.record(z.string(), z.unknown())).default([]),
  queues: z.object({
    producers: z.array(z.object({ binding: z.string(), queue: z.string() })).default([]),
    consumers: z.array(QueueConsumer).default([]),
  }).prefault({}),
});
export type WorkerConfig = z.infer<typeof WorkerConfig>;

export interface LocalChanges {
  /** Absolute path of the entry file. */
  main: string;
  vars: Record<string, string>;
}

const LOCAL_QUEUE = { service: "fleetglass-local-queue", entrypoint: "Producer" };

/** Properties that mean something only where a Worker is deployed; `secrets` stand among the variables here. */
const DEPLOYED_ONLY = ["secrets", "placement", "routes", "workers_dev", "observability", "triggers", "$schema"];

/**
 * Makes of a committed configuration the one that a local instance runs: its own variables, and the durable local queue
 * in place of the local runtime's queues, which live in memory.
 */
export function deriveWorkerConfig(config: WorkerConfig, { main, vars }: LocalChanges): Record<string, unknown> {
  const { queues, services, ...rest } = config;
  const producers = queues.producers.map(({ binding, queue }) => ({ binding, ...LOCAL_QUEUE, props: { queue } }));
  const kept = Object.fromEntries(Object.entries(rest).filter(([name]) => !DEPLOYED_ONLY.includes(name)));
  return { ...kept, main, vars: { ...config.vars, ...vars }, services: [...services, ...producers] };
}

/** Answers how each queue is consumed, for the local queue's `QUEUES` variable. */
export function collectQueueSettings(
  consumers: { consumer: QueueSettings["consumer"]; config: WorkerConfig }[],
): Record<string, QueueSettings> {
  return Object.fromEntries(
    consumers.flatMap(({ consumer, config }) =>
      config.queues.consumers.map((settings): [string, QueueSettings] => [settings.queue, {
        consumer,
        maxBatchSize: settings.max_batch_size,
        maxBatchTimeoutMs: settings.max_batch_timeout * 1000,
        maxRetries: settings.max_retries,
        ...(settings.dead_letter_queue === undefined ? {} : { deadLetterQueue: settings.dead_letter_queue }),
      }])
    ),
  );
}
