import type { Provider } from "./models.ts";
import { Random } from "./prng.ts";

/** A time in which a provider's models answer slowly and refuse many requests. Times are epoch ms. */
export interface Incident {
  provider: Provider;
  from: number;
  to: number;
  /** How many requests are refused. */
  refusalChance: number;
  /** What latencies are multiplied by. */
  slowdown: number;
}

/** Tells the incident that a provider has at an instant (epoch ms). */
export type FindIncident = (provider: Provider, at: number) => Incident | undefined;

/** Looks into a list. */
export function incidentsIn(list: readonly Incident[]): FindIncident {
  return (provider, at) => list.find((one) => one.provider === provider && one.from <= at && at < one.to);
}

const BLOCK_MS = 16 * 60_000;
const PROVIDERS: readonly [Provider, ...Provider[]] = ["anthropic", "openai", "anthropic", "google"];

/** A short burst in every sixteen minutes, so that whoever watches a live view sees one. */
export function recurringIncidents(seed: string): FindIncident {
  const blocks = new Map<number, Incident>();
  return (provider, at) => {
    const block = Math.floor(at / BLOCK_MS);
    let incident = blocks.get(block);
    if (incident === undefined) {
      blocks.clear();
      blocks.set(block, incident = planBurst(seed, block));
    }
    return incident.provider === provider && incident.from <= at && at < incident.to ? incident : undefined;
  };
}

function planBurst(seed: string, block: number): Incident {
  const random = new Random(seed, "burst", block);
  const from = block * BLOCK_MS + random.integer(2, 12) * 60_000;
  const to = from + random.integer(80, 200) * 1_000;
  return { provider: random.pick(PROVIDERS), from, to, refusalChance: 0.4, slowdown: 2.2 };
}
