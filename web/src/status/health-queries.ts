import { queryOptions } from "@tanstack/react-query";
import type { HealthHistory, Readiness } from "../../../contract/health.ts";
import { readProblem } from "../api/problem.ts";

const READINESS_MS = 15_000;
const HISTORY_MS = 60_000;

/** How everything is that the service needs. */
export const readinessQuery = queryOptions({
  queryKey: ["readiness"],
  queryFn: async ({ signal }): Promise<Readiness> => {
    const response = await fetch("/health/ready", { signal });
    // 503 tells the same as 200: what answers and what does not.
    const answer = await response.clone().json().catch(() => null) as Partial<Readiness> | null;
    if (answer?.dependencies !== undefined) return answer as Readiness;
    throw await readProblem(response);
  },
  refetchInterval: READINESS_MS,
});

/** How it has been. */
export const historyQuery = queryOptions({
  queryKey: ["health-history"],
  queryFn: async ({ signal }): Promise<HealthHistory> => {
    const response = await fetch("/health/history", { signal });
    if (!response.ok) throw await readProblem(response);
    return await response.json() as HealthHistory;
  },
  refetchInterval: HISTORY_MS,
});
