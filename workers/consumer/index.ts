import { bindConsumer } from "./bind-ports.ts";
import { consumeBatch, parkBatch } from "./consume-batch.ts";

export { Operator } from "./operator.ts";

export default {
  /** One deployment per region: `events-<region>` is stored, `events-<region>-dead` is parked. */
  async queue(batch, env): Promise<void> {
    const ports = bindConsumer(env);
    if (batch.queue.endsWith("-dead")) await parkBatch(batch, ports);
    else await consumeBatch(batch, ports);
  },
} satisfies ExportedHandler<ConsumerEnv>;
