import { parseArgs } from "node:util";
import { z } from "zod";
import { JOB_NAMES, JobInput, type JobRequest, RUN_STATES, SCHEDULE } from "../../contract/jobs.ts";
import { type Region, REGIONS } from "../../contract/tenant.ts";

const Options = z.object({
  region: z.enum([...REGIONS, "all"]),
  job: z.enum(JOB_NAMES).optional(),
  state: z.enum(RUN_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional(),
  "no-wait": z.boolean(),
  json: z.boolean(),
  "data-dir": z.string().min(1),
  edge: z.url().optional(),
  token: z.string().min(1).optional(),
});

type Where = { edge: string | undefined; token: string | undefined; dataDir: string; json: boolean };

/** What is to be done about jobs. */
export type JobCommand =
  & Where
  & (
    | { verb: "start"; requests: JobRequest[]; waits: boolean }
    | { verb: "list"; regions: readonly Region[]; filter: { job?: string; state?: string; limit?: number } }
    | { verb: "status" | "stop"; region: Region; id: string }
  );

/** Reads the command line; throws naming what is not usable. */
export function readJobCommand(args: string[], env: Record<string, string | undefined>): JobCommand {
  const text = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      region: { ...text, default: "all" },
      org: text,
      day: text,
      from: text,
      to: text,
      job: text,
      state: text,
      limit: text,
      "no-wait": flag,
      json: flag,
      "data-dir": { ...text, default: ".fleetglass" },
      edge: text,
      token: text,
    },
  });
  const options = parse(Options, values);
  const { region, edge, json, job, state, limit } = options;
  const where = { edge, token: options.token ?? env["FLEETGLASS_OPERATOR_TOKEN"], dataDir: options["data-dir"], json };
  const [verb = "", id] = positionals;
  if (verb === "list") return { ...where, verb, regions: regionsOf(region), filter: { job, state, limit } };
  if (verb === "status" || verb === "stop") {
    if (id === undefined || region === "all") throw new Error(`Say which run: job ${verb} ID --region us|eu.`);
    return { ...where, verb, region, id };
  }
  const name = JOB_NAMES.find((known) => known === verb);
  if (name === undefined) throw new Error(`Say what to do: list, status, stop, or a job: ${JOB_NAMES.join(", ")}.`);
  const { org, day, from, to } = values;
  const input = parse(JobInput, { org_id: org, day, from, to });
  const homes = SCHEDULE.find((scheduled) => scheduled.job === name)?.regions ?? REGIONS;
  const requests = regionsOf(region).filter((each) => homes.includes(each)).map((each) => ({
    job: name,
    region: each,
    input,
  }));
  if (requests.length === 0) throw new Error(`${name} has its home in ${homes.join(", ")}, not in ${region}.`);
  return { ...where, verb: "start", requests, waits: !options["no-wait"] };
}

function regionsOf(region: Region | "all"): readonly Region[] {
  return region === "all" ? REGIONS : [region];
}

function parse<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error));
  return parsed.data;
}
