import { queryOptions } from "@tanstack/react-query";
import { ask } from "../api/ask.ts";

const STALE_MS = 60_000;
const MOST_AGENTS = 50;
const MOST_SESSIONS = 100;

/** Agents of the last 90 days, the busiest first. */
export const paletteAgentsQuery = queryOptions({
  queryKey: ["palette", "agents"],
  queryFn: ({ signal }) =>
    ask("/v1/metrics/breakdown", {
      query: { period: "90d", group_by: "agent_id", order_by: "events", limit: MOST_AGENTS },
      signal,
    }),
  staleTime: STALE_MS,
});

/** The latest sessions, which are found by any part of their ids. */
export const paletteSessionsQuery = queryOptions({
  queryKey: ["palette", "sessions"],
  queryFn: ({ signal }) => ask("/v1/sessions", { query: { period: "7d", limit: MOST_SESSIONS }, signal }),
  staleTime: STALE_MS,
});

/** A session by its whole id, however old it is. */
export function paletteSessionQuery(sessionId: string) {
  return queryOptions({
    queryKey: ["palette", "session", sessionId],
    queryFn: ({ signal }) => ask("/v1/sessions", { query: { period: "90d", session_id: sessionId, limit: 1 }, signal }),
    staleTime: STALE_MS,
  });
}
