import type { LiveObject } from "../../contract/rpc.ts";
import { consumerConfig } from "./config.ts";
import { consumeBatch, type ConsumerPorts, parkBatch } from "./consume-batch.ts";

const LIVE_RETRY_SECONDS = 5;

export default {
  /** One deployment per region: `events-<region>` is stored, `events-<region>-dead` is parked. */
  async queue(batch, env): Promise<void> {
    const ports = bindPorts(env);
    if (batch.queue.endsWith("-dead")) await parkBatch(batch, ports);
    else await consumeBatch(batch, ports);
  },
} satisfies ExportedHandler<ConsumerEnv>;

function bindPorts(env: ConsumerEnv): ConsumerPorts {
  const { region, clickhouse, jurisdictions } = consumerConfig(env);
  const objects = jurisdictions && region === "eu" ? env.ORG_LIVE.jurisdiction("eu") : env.ORG_LIVE;
  return {
    region,
    clickhouse,
    rawLog: env.RAW_LOG,
    live: {
      // The object's script is not part of this program; the contract says what its stub answers to.
      find: (orgId) => objects.getByName(orgId) as unknown as LiveObject,
      retryLater: (message) => env.EVENTS.send(message, { contentType: "bytes", delaySeconds: LIVE_RETRY_SECONDS }),
    },
  };
}
