import type { LiveObject } from "../../contract/rpc.ts";
import { consumerConfig } from "./config.ts";
import type { ConsumerPorts } from "./consume-batch.ts";
import type { OperatorPorts } from "./replay/operator-ports.ts";

/** The parts that consuming needs, from the Worker's bindings. */
export function bindConsumer(env: ConsumerEnv): ConsumerPorts {
  const { region, clickhouse, jurisdictions } = consumerConfig(env);
  const objects = jurisdictions && region === "eu" ? env.ORG_LIVE.jurisdiction("eu") : env.ORG_LIVE;
  return {
    region,
    clickhouse,
    rawLog: env.RAW_LOG,
    live: {
      // The object's script is not part of this program; the contract says what its stub answers to.
      find: (orgId) => objects.getByName(orgId) as unknown as LiveObject,
      retryLater: (message, delaySeconds) => env.EVENTS.send(message, { contentType: "bytes", delaySeconds }),
    },
  };
}

/** The parts that replaying needs, from the Worker's bindings. */
export function bindOperator(env: ConsumerEnv): OperatorPorts {
  const { region, clickhouse } = consumerConfig(env);
  return {
    region,
    clickhouse,
    bucket: env.RAW_LOG,
    enqueue: (message) => env.EVENTS.send(message, { contentType: "bytes" }),
  };
}
