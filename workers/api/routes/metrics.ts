import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import {
  Breakdown,
  BreakdownQuery,
  Overview,
  PeriodQuery,
  Timeseries,
  TimeseriesQuery,
} from "../../../contract/query.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { answerBreakdown } from "../metrics/answer-breakdown.ts";
import { answerOverview } from "../metrics/answer-overview.ts";
import { answerTimeseries } from "../metrics/answer-timeseries.ts";

const shared = { method: "get" as const, tags: ["Metrics"], middleware: permit("metrics:read") };

const overview = createRoute({
  ...shared,
  path: "/v1/metrics/overview",
  summary: "The figures of the overview, with their course and the previous period",
  request: { query: PeriodQuery },
  responses: { 200: json(Overview, "The figures."), ...FAILURES },
});

const timeseries = createRoute({
  ...shared,
  path: "/v1/metrics/timeseries",
  summary: "One metric over time",
  request: { query: TimeseriesQuery },
  responses: { 200: json(Timeseries, "The series."), ...FAILURES },
});

const breakdown = createRoute({
  ...shared,
  path: "/v1/metrics/breakdown",
  summary: "The values of a column that count for most",
  request: { query: BreakdownQuery },
  responses: { 200: json(Breakdown, "The rows."), ...FAILURES },
});

/** `GET /v1/metrics/overview`, `/v1/metrics/timeseries`, `/v1/metrics/breakdown` */
export function addMetrics(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(overview, async (c) => {
    return c.json(await answerOverview(c.var.request, c.var.member, c.req.valid("query")), 200);
  });
  app.openapi(timeseries, async (c) => {
    return c.json(await answerTimeseries(c.var.request, c.var.member, c.req.valid("query")), 200);
  });
  app.openapi(breakdown, async (c) => {
    return c.json(await answerBreakdown(c.var.request, c.var.member, c.req.valid("query")), 200);
  });
}
