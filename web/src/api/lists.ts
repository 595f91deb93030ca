import { infiniteQueryOptions, keepPreviousData } from "@tanstack/react-query";
import type { ReadParams, ReadPath } from "../../../contract/read-routes.ts";
import type { ViewState } from "../filters/view-state.ts";
import { addressOf, type Answer, ask, type AskedPath } from "./ask.ts";
import { periodParams } from "./queries.ts";

/** What every page of a list has. */
interface Page {
  next_cursor: string | null;
}

/** Questions that are answered in pages. */
export type PagedPath = { [P in AskedPath]: Answer<P> extends Page ? P : never }[AskedPath];
/** One line of the answers to such a question. */
export type RowOf<P extends PagedPath> = Answer<P> extends { data: (infer Row)[] } ? Row : never;

/** Pages of the answer to a question, one after the other. */
export function pagesQuery<P extends PagedPath>(
  path: P,
  search: URLSearchParams,
  params?: P extends ReadPath ? ReadParams<P> : undefined,
) {
  const asking = params === undefined ? {} : { params };
  return infiniteQueryOptions({
    queryKey: ["list", path, addressOf(path, { ...asking, query: search })],
    queryFn: ({ signal, pageParam }) => {
      const query = new URLSearchParams(search);
      if (pageParam !== null) query.set("cursor", pageParam);
      return ask(path, { ...asking, query, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page: Answer<P>) => (page as Page).next_cursor,
  });
}

/** How a list is asked for, beside its period and filters. */
export interface ListAsk<P extends PagedPath> {
  path: P;
  params?: P extends ReadPath ? ReadParams<P> : undefined;
  /** Parameters of the list's own. One that may be said several times comes as a list. */
  query?: Record<string, string | readonly string[]>;
  limit: number;
  refresh: boolean;
  /** Parameters of the period that the list does not take. */
  without?: readonly string[];
}

const REFRESH_MS = 30_000;

/** Pages of a list in the period and under the filters of a view. */
export function listQuery<P extends PagedPath>(view: ViewState, timeZone: string, ask: ListAsk<P>) {
  const search = periodParams(view, timeZone);
  for (const name of ask.without ?? []) search.delete(name);
  for (const [name, value] of Object.entries(ask.query ?? {})) {
    for (const one of typeof value === "string" ? [value] : value) search.append(name, one);
  }
  search.set("limit", String(ask.limit));
  return {
    ...pagesQuery(ask.path, search, ask.params),
    placeholderData: keepPreviousData,
    staleTime: REFRESH_MS / 2,
    refetchInterval: ask.refresh ? REFRESH_MS : (false as const),
  };
}
