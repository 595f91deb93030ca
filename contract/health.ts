import { z } from "zod";

/** How a dependency answered: with success, with an error, or not in time. */
export const DependencyState = z.object({
  status: z.enum(["ok", "failing", "timeout"]),
  duration_ms: z.number().int(),
});
export type DependencyState = z.infer<typeof DependencyState>;

/** Answer of `GET /health/ready`. */
export const Readiness = z.object({
  status: z.enum(["ready", "unavailable"]),
  version: z.string(),
  checked_at: z.iso.datetime(),
  dependencies: z.record(z.string(), DependencyState),
  jobs: z.record(z.string(), z.object({ status: z.enum(["ok", "failing"]), finished_at: z.iso.datetime().nullable() }))
    .meta({ description: "The latest run of each job that time starts; one that failed makes nothing unavailable." }),
});
export type Readiness = z.infer<typeof Readiness>;
