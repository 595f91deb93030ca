import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReadPath } from "../../../contract/read-routes.ts";
import type { Answer } from "../api/ask.ts";
import { listQuery, type PagedPath, type RowOf } from "../api/lists.ts";
import { useParam } from "../filters/use-view.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import type { Sorting } from "../tables/column.ts";

/** What every answer of a list of groups has. */
interface GroupPage {
  as_of: string;
  total_keys: number;
  data: object[];
}

/** Questions about all values of a column. */
type GroupsPath = { [P in PagedPath & ReadPath]: Answer<P> extends GroupPage ? P : never }[PagedPath & ReadPath];

const PAGE_ROWS = 25;

/**
 * Asks for a list. The service sorts it by one of its own names, which is kept in the URL; a list with one order only has
 * no usual one.
 */
export function useGroupList<P extends GroupsPath>(
  frame: ViewFrame,
  path: P,
  usual: string | null,
  query: Record<string, string> = {},
  limit = PAGE_ROWS,
) {
  const [sortParam, setSort] = useParam("sort");
  const sort = usual === null ? null : sortParam ?? usual;
  const pages = useInfiniteQuery({
    ...listQuery(frame.view, frame.timeZone, {
      path,
      query: sort === null ? query : { sort, ...query },
      limit,
      refresh: frame.refresh,
    }),
    enabled: frame.ready,
  });
  const all: readonly Answer<P>[] = pages.data?.pages ?? [];
  const [first] = all;
  const { as_of: asOf, total_keys: total }: Partial<GroupPage> = first ?? {};
  return {
    query: pages,
    first,
    rows: all.flatMap((page) => (page as GroupPage).data) as RowOf<P>[],
    total,
    asOf,
    sort: sort ?? "",
    setSort: ({ id }: Sorting) => setSort(id === usual ? null : id),
  };
}
