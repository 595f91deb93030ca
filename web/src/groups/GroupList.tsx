import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { listQuery } from "../api/lists.ts";
import { useParam } from "../filters/use-view.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import type { Column, Sorting } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";

/** What every answer of a list of groups has. */
interface GroupPage<Row> {
  as_of: string;
  next_cursor: string | null;
  total_keys: number;
  data: Row[];
}

const PAGE_ROWS = 25;

/**
 * Asks for a list. The service sorts it by one of its own names, which is kept in the URL; a list with one order only has
 * no usual one.
 */
export function useGroupList<Row>(
  frame: ViewFrame,
  path: string,
  usual: string | null,
  params: Record<string, string> = {},
) {
  const [sortParam, setSort] = useParam("sort");
  const sort = usual === null ? null : sortParam ?? usual;
  const query = useInfiniteQuery({
    ...listQuery<GroupPage<Row>>(frame.view, frame.timeZone, {
      path,
      params: sort === null ? params : { sort, ...params },
      limit: PAGE_ROWS,
      refresh: frame.refresh,
    }),
    enabled: frame.ready,
  });
  const [first] = query.data?.pages ?? [];
  return {
    query,
    rows: query.data?.pages.flatMap(({ data }) => data) ?? [],
    total: first?.total_keys,
    asOf: first?.as_of,
    sort: sort ?? "",
    setSort: ({ id }: Sorting) => setSort(id === usual ? null : id),
  };
}

interface GroupListProps<Row> {
  title: string;
  /** In the plural, in small letters. */
  noun: string;
  list: ReturnType<typeof useGroupList<Row>>;
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  rowHref?: (row: Row) => string;
  detail?: (row: Row) => ReactNode;
  end?: ReactNode;
}

/** A table of agents, people, models… with all that is told of each. */
export function GroupList<Row extends object>(props: GroupListProps<Row>) {
  const { title, noun, list, columns, rowKey, rowHref, detail, end } = props;
  const { query, rows, total, sort, setSort } = list;
  return (
    <Panel title={title} sub={total === undefined ? undefined : `${rows.length} of ${total}`} end={end}>
      <Loaded what={title} query={query} skeleton={<TableSkeleton rows={10} />}>
        {() =>
          rows.length === 0
            ? <Empty title={`No ${noun} match`}>Nothing in this period has these properties.</Empty>
            : (
              <>
                <DataTable
                  label={title}
                  columns={columns}
                  rows={rows}
                  rowKey={rowKey}
                  sorting={{ id: sort, descending: true }}
                  onSort={setSort}
                  {...(rowHref === undefined ? {} : { rowHref })}
                  {...(detail === undefined ? {} : { detail })}
                />
                {query.hasNextPage && (
                  <MoreRows
                    shown={rows.length}
                    noun={noun}
                    sorted={`of ${total ?? rows.length}`}
                    hasMore
                    busy={query.isFetchingNextPage}
                    onMore={() => void query.fetchNextPage()}
                  />
                )}
              </>
            )}
      </Loaded>
    </Panel>
  );
}
