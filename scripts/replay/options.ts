import { parseArgs } from "node:util";
import { z } from "zod";
import type { ReplaySource } from "../../contract/replay.ts";
import { type Region, REGIONS } from "../../contract/tenant.ts";

const Time = z.iso.datetime({ offset: true, message: "write times like 2026-11-20T00:00:00Z" });

const Options = z.object({
  "dead-letters": z.boolean(),
  raw: z.boolean(),
  from: Time.optional(),
  to: Time.optional(),
  region: z.enum([...REGIONS, "all"]),
  org: z.string().min(1).optional(),
  cursor: z.string().regex(/^(us|eu):/, "is not one that a replay printed").optional(),
  "dry-run": z.boolean(),
  "data-dir": z.string().min(1),
  edge: z.url().optional(),
  token: z.string().min(1).optional(),
});

/** What is to be replayed, and where. */
export interface ReplayOptions {
  source: ReplaySource;
  from: string | undefined;
  to: string;
  regions: readonly Region[];
  org: string | undefined;
  cursor: string | undefined;
  dryRun: boolean;
  dataDir: string;
  edge: string | undefined;
  token: string | undefined;
}

/** Reads the command line; throws naming what is not usable. `now` is epoch ms. */
export function readReplayOptions(
  args: string[],
  env: Record<string, string | undefined>,
  now: number,
): ReplayOptions {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values } = parseArgs({
    args,
    options: {
      "dead-letters": flag,
      raw: flag,
      from: text,
      to: text,
      region: { ...text, default: "all" },
      org: text,
      cursor: text,
      "dry-run": flag,
      "data-dir": { ...text, default: ".fleetglass" },
      edge: text,
      token: text,
    },
  });
  const parsed = Options.safeParse(values);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  const options = parsed.data;
  if (options["dead-letters"] === options.raw) throw new Error("Say what to replay: --dead-letters or --raw.");
  if (options.raw && options.from === undefined) throw new Error("A replay of the raw log needs --from.");
  if (options.raw && options.org !== undefined) throw new Error("--org goes with --dead-letters only.");
  return {
    source: options.raw ? "raw" : "dead_letters",
    from: options.from,
    to: options.to ?? new Date(now).toISOString(),
    regions: options.region === "all" ? REGIONS : [options.region],
    org: options.org,
    cursor: options.cursor,
    dryRun: options["dry-run"],
    dataDir: options["data-dir"],
    edge: options.edge,
    token: options.token ?? env["FLEETGLASS_OPERATOR_TOKEN"],
  };
}
