import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";

const Port = z.coerce.number().int().min(1).max(65535);

const Options = z.object({
  "edge-port": Port,
  "dashboard-port": Port,
  "clickhouse-port": Port,
  "postgres-port": Port,
  "neon-port": Port,
  "data-dir": z.string().min(1),
  "erasure-pause": z.coerce.number().int().min(1).max(3_600).optional(),
  "key-verdict": z.coerce.number().int().min(1).max(30).optional(),
  fleet: z.coerce.number().positive().max(100_000).optional(),
  history: z.boolean(),
  dashboard: z.union([z.enum(["dev", "built"]), z.literal(false)]),
});

/** How an instance is started. */
export interface DevOptions {
  ports: { edge: number; dashboard: number; clickhouse: number; postgres: number; neon: number };
  /** Absolute path of the folder that holds everything the instance keeps. */
  dataDir: string;
  /** Events a second that the demo fleet posts; missing for no fleet. */
  fleetRate?: number;
  /** Whether the demo organisations get thirty days of history. */
  hasHistory: boolean;
  dashboard: "dev" | "built" | "none";
  /** Replaces the time between the two passes of an erasure. */
  erasurePauseSeconds?: number;
  /** Replaces the time for which edges believe what they were told of a key. */
  keyVerdictSeconds?: number;
}

export const USAGE = `deno task dev [options]
  --edge-port N        where agents post and the API answers       (8787,  FLEETGLASS_EDGE_PORT)
  --dashboard-port N   the dashboard                               (4321,  FLEETGLASS_DASHBOARD_PORT)
  --clickhouse-port N  ClickHouse                                  (18123, FLEETGLASS_CLICKHOUSE_PORT)
  --postgres-port N    PostgreSQL                                  (15432, FLEETGLASS_POSTGRES_PORT)
  --neon-port N        the stand-in for Neon's proxy               (15433, FLEETGLASS_NEON_PORT)
  --data-dir DIR       everything that is kept                     (.fleetglass, FLEETGLASS_DATA_DIR)
  --fleet [N]          post as a demo fleet, N events a second     (20)
  --dashboard dev      serve a dashboard that follows its sources, slower at first, not the built one
  --no-dashboard       without the dashboard
  --no-history         without the thirty days of demo history
  --erasure-pause N    seconds between the two passes of an erasure (90)
  --key-verdict N      seconds until a change of a key reaches the edges (30)
  --help               this text`;

const DEFAULT_FLEET_RATE = "20";

/** Reads the command line, then the environment, then the defaults; throws naming what is not usable. */
export function readDevOptions(args: string[], env: Record<string, string | undefined>): DevOptions {
  const { values } = parseArgs({
    args: giveFleetARate(args),
    options: {
      "edge-port": { type: "string", default: env.FLEETGLASS_EDGE_PORT ?? "8787" },
      "dashboard-port": { type: "string", default: env.FLEETGLASS_DASHBOARD_PORT ?? "4321" },
      "clickhouse-port": { type: "string", default: env.FLEETGLASS_CLICKHOUSE_PORT ?? "18123" },
      "postgres-port": { type: "string", default: env.FLEETGLASS_POSTGRES_PORT ?? "15432" },
      "neon-port": { type: "string", default: env.FLEETGLASS_NEON_PORT ?? "15433" },
      "data-dir": { type: "string", default: env.FLEETGLASS_DATA_DIR ?? ".fleetglass" },
      "erasure-pause": { type: "string" },
      "key-verdict": { type: "string" },
      fleet: { type: "string" },
      dashboard: { type: "string", default: "built" },
      "no-dashboard": { type: "boolean", default: false },
      "no-history": { type: "boolean", default: false },
    },
  });
  const parsed = Options.safeParse({
    ...values,
    history: !values["no-history"],
    dashboard: values["no-dashboard"] ? false : values.dashboard,
  });
  if (!parsed.success) throw new Error(`${z.prettifyError(parsed.error)}\n\n${USAGE}`);
  const options = parsed.data;
  return {
    ports: {
      edge: options["edge-port"],
      dashboard: options["dashboard-port"],
      clickhouse: options["clickhouse-port"],
      postgres: options["postgres-port"],
      neon: options["neon-port"],
    },
    dataDir: resolve(options["data-dir"]),
    fleetRate: options.fleet,
    hasHistory: options.history,
    dashboard: options.dashboard || "none",
    ...(options["erasure-pause"] === undefined ? {} : { erasurePauseSeconds: options["erasure-pause"] }),
    ...(options["key-verdict"] === undefined ? {} : { keyVerdictSeconds: options["key-verdict"] }),
  };
}

/** The rate after `--fleet` may be left out, which the argument parser has no notion of. */
function giveFleetARate(args: string[]): string[] {
  return args.flatMap((arg, index) => {
    const next = args[index + 1];
    return arg === "--fleet" && (next === undefined || next.startsWith("-")) ? [arg, DEFAULT_FLEET_RATE] : [arg];
  });
}
