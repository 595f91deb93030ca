import { queryOptions } from "@tanstack/react-query";
import type { GroupName } from "../../../contract/metrics.ts";
import { ask } from "../api/ask.ts";

const STALE_MS = 60_000;
const MOST_NAMES = 100;
const MOST_SESSIONS = 100;

/** Values of columns that somebody may look for by name, of the last 30 days, those with most events first. */
export function paletteNamesQuery(columns: readonly GroupName[]) {
  return queryOptions({
    queryKey: ["palette", "names", columns],
    queryFn: ({ signal }) =>
      ask("/v1/metrics/breakdowns", {
        query: { period: "30d", group_by: [...columns], order_by: "events", limit: MOST_NAMES },
        signal,
      }),
    staleTime: STALE_MS,
  });
}

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

/** Errors of the last 30 days that say something, the commonest first. */
export function paletteErrorsQuery(text: string, limit: number) {
  return queryOptions({
    queryKey: ["palette", "errors", text, limit],
    queryFn: ({ signal }) => ask("/v1/errors", { query: { period: "30d", q: text, limit }, signal }),
    staleTime: STALE_MS,
  });
}
