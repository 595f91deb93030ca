import { DatabaseSync } from "node:sqlite";
import { readdir } from "node:fs/promises";
import { join } from "node:path";

/** Opens the file in which the local queue keeps the messages of the US. */
export async function withQueue<T>(dataDir: string, use: (queue: DatabaseSync) => T): Promise<T> {
  const dir = join(dataDir, "state/v3/do/fleetglass-local-queue-LocalQueue");
  const files = (await readdir(dir)).filter((file) => file.endsWith(".sqlite") && file !== "metadata.sqlite");
  for (const file of files) {
    const queue = new DatabaseSync(join(dir, file), { timeout: 5_000 });
    try {
      if (queue.prepare("SELECT name FROM queue").get()?.["name"] === "events-us") return use(queue);
    } finally {
      queue.close();
    }
  }
  throw new Error(`${dir} holds no queue events-us`);
}
