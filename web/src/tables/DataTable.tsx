import {
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  type SortingState,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import clsx from "clsx";
import { ChevronDown, ChevronRight, ChevronUp } from "lucide-react";
import { Fragment, type ReactNode, useMemo, useState } from "react";
import type { Column, Sorting } from "./column.ts";
import { useRowKeys } from "./use-row-keys.ts";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });

/** What a table shows, and what can be done with its rows. */
export interface DataTableProps<Row> {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The column that the rows come sorted by. */
  sorting: Sorting;
  /** Given where the service sorts: it has rows that the page has not. Else the page sorts what it has. */
  onSort?: (sorting: Sorting) => void;
  /** Where a row leads; its first cell becomes the link, the whole row its target. */
  rowHref?: (row: Row) => string;
  /** How many rows are shown, the first in the present order; all unless given. */
  most?: number;
  /** More about a row, opened under it. */
  detail?: (row: Row) => ReactNode;
}

/** A table of figures: sortable headers, rows that lead somewhere or open. `j` and `k` move between its rows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sorting, onSort, most, detail } = props;
  const [opened, setOpened] = useState<string | null>(null);
  const keys = useRowKeys();
  const definitions = useMemo(
    () =>
      columns.map(({ id, sortBy }) => ({
        id,
        accessorFn: (row: Row) => sortBy?.(row) ?? undefined,
        enableSorting: sortBy !== undefined,
        sortUndefined: "last" as const,
        sortDescFirst: true,
      })),
    [columns],
  );
  const state: SortingState = [{ id: sorting.id, desc: sorting.descending }];
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowKey,
    manualSorting: onSort !== undefined,
    ...(onSort === undefined ? { initialState: { sorting: state } } : { state: { sorting: state } }),
    ...(onSort === undefined ? {} : {
      onSortingChange: (change: SortingState | ((old: SortingState) => SortingState)) => {
        const [next] = typeof change === "function" ? change(state) : change;
        onSort(next === undefined ? sorting : { id: next.id, descending: next.desc });
      },
    }),
    enableSortingRemoval: false,
  });
  const byId = new Map(columns.map((column) => [column.id, column]));
  return (
    <div className="overflow-x-auto" ref={keys}>
      <table className="data-table" aria-label={label}>
        <thead>
          <tr>
            {table.getHeaderGroups()[0]?.headers.map(({ column }) => (
              <HeaderCell
                key={column.id}
                column={byId.get(column.id)}
                sorted={column.getIsSorted()}
                onSort={column.getCanSort() ? column.getToggleSortingHandler() : undefined}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {table.getRowModel().rows.slice(0, most).map(({ id, original }) => (
            <Fragment key={id}>
              <DataRow
                {...props}
                row={original}
                opened={opened === id}
                onToggle={detail === undefined ? undefined : () => setOpened(opened === id ? null : id)}
              />
              {detail !== undefined && opened === id && (
                <tr className="opened-row">
                  <td colSpan={columns.length} className="whitespace-normal! p-0!">{detail(original)}</td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
        {columns.some(({ footer }) => footer !== undefined) && (
          <tfoot>
            <tr>
              {columns.map((column) => <td key={column.id} className={cellClass(column)}>{column.footer}</td>)}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface HeaderCellProps<Row> {
  column: Column<Row> | undefined;
  sorted: false | "asc" | "desc";
  onSort: ((event: unknown) => void) | undefined;
}

function HeaderCell<Row>({ column, sorted, onSort }: HeaderCellProps<Row>) {
  if (column === undefined) return null;
  const Arrow = sorted === "asc" ? ChevronUp : ChevronDown;
  return (
    <th
      scope="col"
      aria-sort={sorted === false ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={clsx(cellClass(column), sorted !== false && "font-medium! text-text-1!")}
    >
      {onSort === undefined
        ? column.header
        : (
          <button type="button" className="inline-flex h-6 items-center gap-0.5" onClick={onSort}>
            {sorted !== false && <Arrow size={12} aria-hidden="true" />}
            {column.header}
          </button>
        )}
    </th>
  );
}

interface DataRowProps<Row> extends Pick<DataTableProps<Row>, "columns" | "rowHref"> {
  row: Row;
  opened: boolean;
  onToggle: (() => void) | undefined;
}

function DataRow<Row>({ columns, row, rowHref, opened, onToggle }: DataRowProps<Row>) {
  return (
    <tr className={clsx((rowHref ?? onToggle) !== undefined && "leading-row", opened && "is-opened")}>
      {columns.map((column, index) => {
        const content = column.cell(row);
        return (
          <td key={column.id} className={cellClass(column)}>
            {index > 0
              ? content
              : onToggle !== undefined
              ? (
                <button type="button" data-row aria-expanded={opened} className="row-target" onClick={onToggle}>
                  <ChevronRight
                    size={14}
                    aria-hidden="true"
                    className={clsx("shrink-0 text-text-3", opened && "rotate-90")}
                  />
                  {content}
                </button>
              )
              : rowHref !== undefined
              ? <a data-row className="row-target" href={rowHref(row)}>{content}</a>
              : content}
          </td>
        );
      })}
    </tr>
  );
}

function cellClass<Row>({ number, hide, className }: Column<Row>): string {
  return clsx(
    number === true && "number",
    hide === "phone" && "max-sm:hidden",
    hide === "tablet" && "max-md:hidden",
    className,
  );
}
