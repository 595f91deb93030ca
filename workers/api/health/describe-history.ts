import {
  ANSWER_GOAL_MS,
  AVAILABILITY_GOAL,
  type DependencyHistory,
  type HealthHistory,
  HISTORY_DAYS,
} from "../../../contract/health.ts";
import type { CheckedStretch } from "../../../stores/postgres/health-checks/read-checks.ts";
import { findIncidents } from "./find-incidents.ts";

const DAY_MS = 86_400_000;
const MOST_INCIDENTS = 50;

/** What checks say of the days since `from`, the beginning of a day of UTC. The stretches come oldest first. */
export function describeHistory(
  stretches: readonly CheckedStretch[],
  { from, now }: { from: number; now: number },
): HealthHistory {
  const byDependency = Map.groupBy(stretches, ({ dependency }) => dependency);
  const incidents = [...byDependency.values()].flatMap((own) => findIncidents(own, now));
  return {
    from: new Date(from).toISOString(),
    to: new Date(now).toISOString(),
    first_check_at: stretches[0]?.beganAt.toISOString() ?? null,
    goals: { availability: AVAILABILITY_GOAL, mean_ms: ANSWER_GOAL_MS },
    dependencies: Object.fromEntries(
      [...byDependency].toSorted(([one], [other]) => one.localeCompare(other))
        .map(([name, own]) => [name, describeDependency(own, from)]),
    ),
    incidents: incidents.toSorted((one, other) => other.began_at.localeCompare(one.began_at)).slice(0, MOST_INCIDENTS),
  };
}

function describeDependency(stretches: readonly CheckedStretch[], from: number): DependencyHistory {
  const checks = countChecks(stretches);
  const totalMs = stretches.reduce((sum, stretch) => sum + stretch.totalMs, 0);
  return {
    ...checks,
    availability: checks.checks === 0 ? null : checks.ok / checks.checks,
    mean_ms: checks.checks === 0 ? null : Math.round(totalMs / checks.checks),
    slowest_ms: stretches.length === 0 ? null : Math.max(...stretches.map(({ slowestMs }) => slowestMs)),
    days: Array.from({ length: HISTORY_DAYS }, (_, at) => {
      const start = from + at * DAY_MS;
      const own = stretches.filter(({ beganAt }) => beganAt.getTime() >= start && beganAt.getTime() < start + DAY_MS);
      return { day: new Date(start).toISOString().slice(0, 10), ...countChecks(own) };
    }),
  };
}

function countChecks(stretches: readonly CheckedStretch[]): { checks: number; ok: number } {
  const sum = (some: readonly CheckedStretch[]) => some.reduce((total, { checks }) => total + checks, 0);
  return { checks: sum(stretches), ok: sum(stretches.filter(({ status }) => status === "ok")) };
}
