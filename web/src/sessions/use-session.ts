import { infiniteQueryOptions } from "@tanstack/react-query";
import { pagesQuery } from "../api/lists.ts";

const PAGE_EVENTS = 500;
/** A session that still runs is asked for again. */
const REFRESH_MS = 10_000;

/** A session and pages of its events, parents before their children. */
export function sessionQuery(sessionId: string) {
  const search = new URLSearchParams({ limit: String(PAGE_EVENTS) });
  return infiniteQueryOptions({
    ...pagesQuery("/v1/sessions/{id}", search, { id: sessionId }),
    refetchInterval: ({ state }) => (state.data?.pages[0]?.session.status === "active" ? REFRESH_MS : false),
  });
}
