import { z } from "zod";

/** How a dependency can answer: with success, with an error, or not in time. */
export const DEPENDENCY_STATUSES = ["ok", "failing", "timeout"] as const;

/** How a dependency answered. */
export const DependencyState = z.object({
  status: z.enum(DEPENDENCY_STATUSES),
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

/** How many days of checks are told of. */
export const HISTORY_DAYS = 30;
/** The share of checks that each dependency is to answer, over those days. */
export const AVAILABILITY_GOAL = 0.999;
/** How soon each is to answer in the mean, in milliseconds. */
export const ANSWER_GOAL_MS = 500;

const Checks = {
  checks: z.number().int(),
  ok: z.number().int().meta({ description: "Of the checks, those that were answered with success in time." }),
};

/** How a dependency has answered. */
export const DependencyHistory = z.object({
  ...Checks,
  availability: z.number().nullable().meta({ description: "`ok` of `checks`; null where nothing was checked." }),
  mean_ms: z.number().nullable(),
  slowest_ms: z.number().nullable(),
  days: z.array(z.object({ day: z.iso.date(), ...Checks })).meta({ description: "Days of UTC, all of them." }),
}).meta({ id: "DependencyHistory" });
export type DependencyHistory = z.infer<typeof DependencyHistory>;

/** A time in which a dependency did not answer, or not with success. */
export const Incident = z.object({
  dependency: z.string(),
  status: z.enum(["failing", "timeout"]).meta({ description: "As it was first." }),
  began_at: z.iso.datetime(),
  ended_at: z.iso.datetime().nullable().meta({
    description: "When it answered again, or was last checked; null while it lasts.",
  }),
  checks: z.number().int(),
}).meta({ id: "Incident" });
export type Incident = z.infer<typeof Incident>;

/** Answer of `GET /health/history`. */
export const HealthHistory = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  first_check_at: z.iso.datetime().nullable().meta({ description: "Of these days; null where nothing was checked." }),
  goals: z.object({ availability: z.number(), mean_ms: z.number() }),
  dependencies: z.record(z.string(), DependencyHistory),
  incidents: z.array(Incident).meta({ description: "The latest fifty, the newest first." }),
}).meta({ id: "HealthHistory" });
export type HealthHistory = z.infer<typeof HealthHistory>;
