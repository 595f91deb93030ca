import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { ViewState } from "../filters/view-state.ts";
import { periodParams } from "./queries.ts";
import { requestJson } from "./request.ts";

/** What every page of a list has. */
interface Page {
  as_of: string;
  next_cursor: string | null;
}

/** How a list is asked for, beside its period and filters. */
export interface ListAsk {
  path: string;
  /** Parameters of the list's own. One that may be said several times comes as a list. */
  params?: Record<string, string | readonly string[]>;
  limit: number;
  refresh: boolean;
  /** Parameters of the period that the list does not take. */
  without?: readonly string[];
}

const REFRESH_MS = 30_000;

/** Pages of a list in the period and under the filters of a view. */
export function listQuery<T extends Page>(view: ViewState, timeZone: string, ask: ListAsk) {
  const params = periodParams(view, timeZone);
  for (const name of ask.without ?? []) params.delete(name);
  for (const [name, value] of Object.entries(ask.params ?? {})) {
    for (const one of typeof value === "string" ? [value] : value) params.append(name, one);
  }
  params.set("limit", String(ask.limit));
  const question = `${ask.path}?${params}`;
  return infiniteQueryOptions({
    queryKey: ["list", question],
    queryFn: ({ signal, pageParam }) => {
      const cursor = pageParam === null ? "" : `&cursor=${encodeURIComponent(pageParam)}`;
      return requestJson<T>(`${question}${cursor}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }: T) => next_cursor,
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS / 2,
    refetchInterval: ask.refresh ? REFRESH_MS : false,
  });
}
