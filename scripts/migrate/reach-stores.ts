import { mkdir } from "node:fs/promises";
import { createServer } from "node:net";
import { readFacts } from "../../local/dev-facts.ts";
import { startEngines } from "../../local/engines/start.ts";
import { lockFolder } from "../../local/processes/lock-folder.ts";
import { endpointOf, type Reachable, readEnvironment } from "./choose-targets.ts";

export interface Reach {
  stores: Reachable;
  close(): Promise<void>;
}

const NOTHING_TO_CLOSE = () => Promise.resolve();

/**
 * Finds the databases: those the environment names, else those of the instance that runs on the data folder, else the
 * data folder's own engines, started for as long as they are needed.
 */
export async function reachStores(dataDir: string, log: (line: string) => void): Promise<Reach> {
  const { env } = process;
  const isNamed = ["DATABASE_URL", "CLICKHOUSE_URL", "CLICKHOUSE_URL_US", "CLICKHOUSE_URL_EU"].some((name) =>
    env[name]
  );
  if (isNamed) return { stores: readEnvironment(env), close: NOTHING_TO_CLOSE };

  const facts = await readFacts(dataDir);
  if (facts) {
    const clickhouse = { url: facts.urls.clickhouse, ...facts.clickhouse };
    return { stores: describe(facts.urls.postgres, clickhouse), close: NOTHING_TO_CLOSE };
  }

  await mkdir(dataDir, { recursive: true });
  const unlock = await lockFolder(dataDir);
  try {
    const [clickhouse, postgres, neon] = [await findFreePort(), await findFreePort(), await findFreePort()];
    const engines = await startEngines({ dataDir, ports: { clickhouse, postgres, neon }, log });
    return {
      stores: describe(engines.postgres.ownerUrl, engines.clickhouse),
      close: async () => {
        await engines.stop();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

function describe(postgresUrl: string, clickhouse: Parameters<typeof endpointOf>[0]): Reachable {
  return { postgresUrl, clickhouse: { us: endpointOf(clickhouse, "us"), eu: endpointOf(clickhouse, "eu") } };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
