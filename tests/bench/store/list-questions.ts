import { GROUP_NAMES } from "../../../contract/metrics.ts";

/** Every question about a period that the API answers, as the dashboard asks it: the address without its period. */
export const QUESTIONS: readonly string[] = [
  "/v1/metrics/overview",
  "/v1/metrics/overview?compare=previous",
  "/v1/metrics/overview?agent_id=claude-code",
  "/v1/metrics/overview?model=claude-opus-4-1",
  "/v1/metrics/overview?team=team-7",
  "/v1/metrics/timeseries?metric=cost_usd&group_by=model",
  "/v1/metrics/timeseries?metric=p95_latency_ms&group_by=agent_id",
  ...GROUP_NAMES.map((group) => `/v1/metrics/breakdown?group_by=${group}`),
  "/v1/sessions?sort=start",
  "/v1/sessions?sort=cost",
  "/v1/events?limit=50",
  "/v1/errors",
  "/v1/agents",
  "/v1/users",
  "/v1/teams",
  "/v1/models",
  "/v1/tools",
  "/v1/costs",
];
