import { type ReactNode, Suspense } from "react";
import { Loaded } from "../ui/Loaded.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { DataTable, type DataTableProps } from "./DataTable.tsx";
import { EmptyList } from "./empty-list.ts";
import { MoreRows } from "./MoreRows.tsx";

/** Pages of rows as they are being asked for. */
export interface PagesQuery {
  data: unknown;
  error: unknown;
  isError: boolean;
  refetch: () => Promise<unknown>;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
}

interface PagedTableProps<Row> extends DataTableProps<Row> {
  query: PagesQuery;
  /** What the rows are, in the plural and in small letters. */
  noun: string;
  /** The order they stand in, in words. */
  order?: string;
  /** How many there are beyond the page, where that is known. */
  total?: number | undefined;
  /** What is said in the place of no rows. */
  empty: { title: string; text: string };
  /** Under the table, such as what its marks mean. */
  footnote?: ReactNode;
}

/** A table that comes page by page, with what stands in its place before, without and in the place of rows. */
export function PagedTable<Row extends object>(props: PagedTableProps<Row>) {
  const { query, noun, order, total, empty, footnote, ...table } = props;
  return (
    <Loaded what={table.label} query={query} skeleton={<TableSkeleton rows={10} />}>
      {() =>
        table.rows.length === 0
          ? (
            <Suspense>
              <EmptyList {...empty} />
            </Suspense>
          )
          : (
            <>
              <DataTable {...table} />
              <MoreRows
                shown={table.rows.length}
                noun={noun}
                total={total}
                order={order}
                hasMore={query.hasNextPage}
                busy={query.isFetchingNextPage}
                onMore={() => void query.fetchNextPage()}
              />
              {footnote}
            </>
          )}
    </Loaded>
  );
}
