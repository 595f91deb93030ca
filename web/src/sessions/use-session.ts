import { infiniteQueryOptions } from "@tanstack/react-query";
import type { SessionDetail } from "../../../contract/query-sessions.ts";
import { requestJson } from "../api/request.ts";

const PAGE_EVENTS = 500;
/** A session that still runs is asked for again. */
const REFRESH_MS = 10_000;

/** A session and pages of its events, parents before their children. */
export function sessionQuery(sessionId: string) {
  const path = `/v1/sessions/${encodeURIComponent(sessionId)}?limit=${PAGE_EVENTS}`;
  return infiniteQueryOptions({
    queryKey: ["session", sessionId],
    queryFn: ({ signal, pageParam }) => {
      const cursor = pageParam === null ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return requestJson<SessionDetail>(`${path}${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    refetchInterval: ({ state }) => (state.data?.pages[0]?.session.status === "active" ? REFRESH_MS : false),
  });
}
