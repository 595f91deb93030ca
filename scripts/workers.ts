/** A Worker of the system: its configuration, and the type that its bindings have in code. */
export interface WorkerConfig {
  name: string;
  config: string;
  envFile: string;
  envInterface: string;
}

const worker = (name: string, config: string, folder: string, envInterface: string): WorkerConfig => ({
  name,
  config,
  envFile: `${folder}/env.generated.d.ts`,
  envInterface,
});

/** Every Worker that is deployed, and the local queue. */
export const WORKERS: readonly WorkerConfig[] = [
  worker("edge", "wrangler.toml", "workers/edge", "EdgeEnv"),
  worker("api", "workers/api/wrangler.toml", "workers/api", "ApiEnv"),
  worker("consumer", "workers/consumer/wrangler.toml", "workers/consumer", "ConsumerEnv"),
  worker("jobs", "workers/jobs/wrangler.toml", "workers/jobs", "JobsEnv"),
  worker("live", "durable-objects/wrangler.toml", "durable-objects", "LiveEnv"),
  worker("local-queue", "local/queue/wrangler.toml", "local/queue", "LocalQueueEnv"),
];

/** Folders that are TypeScript programs of their own: each Worker has its own globals. */
export const PROGRAMS: readonly string[] = [
  "workers/edge",
  "workers/api",
  "workers/consumer",
  "workers/jobs",
  "durable-objects",
  "local/queue",
  "web",
  "sdk",
  "tests",
];
