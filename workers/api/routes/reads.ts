import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  READ_ROUTES,
  type ReadAnswer,
  type ReadParams,
  type ReadPath,
  type ReadQuery,
} from "../../../contract/read-routes.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes, Member, RequestContext } from "../context.ts";
import { listCosts } from "../costs/list-costs.ts";
import { listErrors } from "../errors/list-errors.ts";
import { showError } from "../errors/show-error.ts";
import { listEvents } from "../events/list-events.ts";
import { showEvent } from "../events/show-event.ts";
import { listAgents, listModels, listTeams, listUsers } from "../fleet/list-groups.ts";
import { answerRead } from "../http/answer-read.ts";
import { json, NOT_FOUND, READ_FAILURES, UNCHANGED } from "../http/answers.ts";
import { describeRecent } from "../ingestion/describe-recent.ts";
import { listWarnings } from "../ingestion/list-warnings.ts";
import { answerBreakdown } from "../metrics/answer-breakdown.ts";
import { answerBreakdowns } from "../metrics/answer-breakdowns.ts";
import { answerOverview } from "../metrics/answer-overview.ts";
import { answerTimeseries } from "../metrics/answer-timeseries.ts";
import { listSenders } from "../senders/list-senders.ts";
import { listSessions } from "../sessions/list-sessions.ts";
import { showSession } from "../sessions/show-session.ts";
import { listTools } from "../tools/list-tools.ts";
import { describeUsage } from "../usage/describe-usage.ts";

/** Answers one question. */
type Verb<P extends ReadPath> = (
  ctx: RequestContext,
  member: Member,
  query: ReadQuery<P>,
  params: ReadParams<P>,
) => Promise<ReadAnswer<P>>;

const VERBS: { [P in ReadPath]: Verb<P> } = {
  "/v1/metrics/overview": answerOverview,
  "/v1/metrics/timeseries": answerTimeseries,
  "/v1/metrics/breakdown": answerBreakdown,
  "/v1/metrics/breakdowns": answerBreakdowns,
  "/v1/sessions": listSessions,
  "/v1/ingestion/arrivals": describeRecent,
  "/v1/sessions/{id}": showSession,
  "/v1/events": listEvents,
  "/v1/events/{id}": showEvent,
  "/v1/errors": listErrors,
  "/v1/errors/{fingerprint}": showError,
  "/v1/agents": listAgents,
  "/v1/models": listModels,
  "/v1/tools": listTools,
  "/v1/users": listUsers,
  "/v1/teams": listTeams,
  "/v1/costs": listCosts,
  "/v1/senders": listSenders,
  "/v1/ingestion/warnings": listWarnings,
  "/v1/usage": describeUsage,
};

/** Every question of the contract's table. */
export function addReads(app: OpenAPIHono<ApiTypes>): void {
  for (const [path, verb] of Object.entries(VERBS) as [ReadPath, Verb<ReadPath>][]) addRead(app, path, verb);
}

function addRead(app: OpenAPIHono<ApiTypes>, path: ReadPath, answer: Verb<ReadPath>): void {
  const { permission, tag, summary, ...read } = READ_ROUTES[path];
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const route = createRoute({
    method: "get",
    path,
    tags: [tag],
    summary,
    middleware: permit(permission),
    request: { query: read.query, params: z.object(Object.fromEntries(names.map((name) => [name, identifier]))) },
    responses: {
      200: json(read.answer, "The answer."),
      304: UNCHANGED,
      ...READ_FAILURES,
      ...(names.length === 0 ? {} : { 404: NOT_FOUND }),
    },
  });
  // The table's types say that each verb takes what its route's schemas give; here they are all one.
  app.openapi(route, async (c) => {
    const query = c.req.valid("query") as ReadQuery<ReadPath>;
    const params = c.req.valid("param") as ReadParams<ReadPath>;
    return answerRead(c, await answer(c.var.request, c.var.member, query, params));
  });
}

const identifier = z.string().min(1).max(256).regex(/^\P{Cc}*$/u, "must not have control characters");
