import type { z } from "zod";
import { Arrivals, ArrivalsQuery } from "./arrivals.ts";
import { WarningList, WarningsQuery } from "./ingestion-warning.ts";
import type { Permission } from "./permissions.ts";
import { CostList, CostsQuery } from "./query-costs.ts";
import { ErrorDetail, ErrorDetailQuery, ErrorList, ErrorsQuery } from "./query-errors.ts";
import { EventDetail, EventDetailQuery, EventList, EventsQuery } from "./query-events.ts";
import { AgentList, GroupsQuery, ModelList, TeamList, UserList } from "./query-groups.ts";
import { SenderList, SendersQuery } from "./query-senders.ts";
import { SessionDetail, SessionDetailQuery, SessionList, SessionsQuery } from "./query-sessions.ts";
import { ToolList, ToolsQuery } from "./query-tools.ts";
import { Usage } from "./query-usage.ts";
import {
  Breakdown,
  BreakdownQuery,
  Breakdowns,
  BreakdownsQuery,
  Overview,
  PeriodQuery,
  PlainQuery,
  Timeseries,
  TimeseriesQuery,
} from "./query.ts";

/** One question that can be asked: what it takes, what it answers, and who may ask. */
interface ReadRoute {
  permission: Permission;
  tag: string;
  summary: string;
  /** Every parameter of the query string; others are refused. */
  query: z.ZodObject;
  answer: z.ZodType;
}

/**
 * Every question about an organisation's data. The Worker's routes and their validation, the OpenAPI document and the
 * dashboard's client are all made from this table. `{id}` in a path is a parameter.
 */
export const READ_ROUTES = {
  "/v1/metrics/overview": {
    permission: "metrics:read",
    tag: "Metrics",
    summary: "The figures of the overview, with their course and the previous period",
    query: PeriodQuery,
    answer: Overview,
  },
  "/v1/metrics/timeseries": {
    permission: "metrics:read",
    tag: "Metrics",
    summary: "One metric over time, as a whole or split by up to two columns",
    query: TimeseriesQuery,
    answer: Timeseries,
  },
  "/v1/metrics/breakdown": {
    permission: "metrics:read",
    tag: "Metrics",
    summary: "The values of a column that count for most",
    query: BreakdownQuery,
    answer: Breakdown,
  },
  "/v1/metrics/breakdowns": {
    permission: "metrics:read",
    tag: "Metrics",
    summary: "The values of several columns that count for most, in one answer",
    query: BreakdownsQuery,
    answer: Breakdowns,
  },
  "/v1/sessions": {
    permission: "sessions:read",
    tag: "Sessions",
    summary: "Sessions of a period",
    query: SessionsQuery,
    answer: SessionList,
  },
  "/v1/sessions/{id}": {
    permission: "sessions:read",
    tag: "Sessions",
    summary: "A session and the tree of its events",
    query: SessionDetailQuery,
    answer: SessionDetail,
  },
  "/v1/events": {
    permission: "events:read",
    tag: "Events",
    summary: "Search single events, the newest first",
    query: EventsQuery,
    answer: EventList,
  },
  "/v1/events/{id}": {
    permission: "events:read",
    tag: "Events",
    summary: "One event",
    query: EventDetailQuery,
    answer: EventDetail,
  },
  "/v1/errors": {
    permission: "errors:read",
    tag: "Errors",
    summary: "Errors, those that are the same one again together",
    query: ErrorsQuery,
    answer: ErrorList,
  },
  "/v1/errors/{fingerprint}": {
    permission: "errors:read",
    tag: "Errors",
    summary: "One error, where it happens and each time it did",
    query: ErrorDetailQuery,
    answer: ErrorDetail,
  },
  "/v1/agents": {
    permission: "metrics:read",
    tag: "Fleet",
    summary: "Agents",
    query: GroupsQuery,
    answer: AgentList,
  },
  "/v1/models": {
    permission: "metrics:read",
    tag: "Fleet",
    summary: "Models",
    query: GroupsQuery,
    answer: ModelList,
  },
  "/v1/tools": {
    permission: "metrics:read",
    tag: "Fleet",
    summary: "Tools: calls, failures, acceptance and latency",
    query: ToolsQuery,
    answer: ToolList,
  },
  "/v1/users": {
    permission: "people:read",
    tag: "People",
    summary: "People",
    query: GroupsQuery,
    answer: UserList,
  },
  "/v1/teams": {
    permission: "people:read",
    tag: "People",
    summary: "Teams",
    query: GroupsQuery,
    answer: TeamList,
  },
  "/v1/costs": {
    permission: "metrics:read",
    tag: "Costs",
    summary: "Costs by any column, with the estimated part and what caches saved",
    query: CostsQuery,
    answer: CostList,
  },
  "/v1/senders": {
    permission: "ingestion:read",
    tag: "Ingestion",
    summary: "Who sends, and who has stopped",
    query: SendersQuery,
    answer: SenderList,
  },
  "/v1/ingestion/arrivals": {
    permission: "arrivals:read",
    tag: "Ingestion",
    summary: "What arrived in the last minutes, from which clients, and what is odd about it",
    query: ArrivalsQuery,
    answer: Arrivals,
  },
  "/v1/ingestion/warnings": {
    permission: "ingestion:read",
    tag: "Ingestion",
    summary: "What went wrong with events, the newest first",
    query: WarningsQuery,
    answer: WarningList,
  },
  "/v1/usage": {
    permission: "usage:read",
    tag: "Account",
    summary: "Usage against the plan's quota, and spending against budgets",
    query: PlainQuery,
    answer: Usage,
  },
} as const satisfies Record<string, ReadRoute>;

/** A path of the table. */
export type ReadPath = keyof typeof READ_ROUTES;
/** The parameters of a path, where it has any. */
export type ReadParams<P extends ReadPath> = P extends `${string}{${infer Name}}` ? { [K in Name]: string }
  : undefined;
/** A question's query string, as it is sent. */
export type ReadQueryInput<P extends ReadPath> = z.input<(typeof READ_ROUTES)[P]["query"]>;
/** A question's query string, checked and with its defaults. */
export type ReadQuery<P extends ReadPath> = z.output<(typeof READ_ROUTES)[P]["query"]>;
/** The answer to a question. */
export type ReadAnswer<P extends ReadPath> = z.output<(typeof READ_ROUTES)[P]["answer"]>;
