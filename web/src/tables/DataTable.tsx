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
import { cellClass } from "./cell-class.ts";
import { columnGroups } from "./column-groups.ts";
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
  /** What a row is made of, opened under it as rows of the same table. */
  parts?: { label: (row: Row) => string; rows: (row: Row) => ReactNode };
}

/** A table of figures: sortable headers, rows that lead somewhere or open. `j` and `k` move between its rows. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { label, columns, rows, rowKey, sorting, onSort, most, detail, parts } = props;
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
          <GroupLine columns={columns} />
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
                onToggle={detail === undefined && parts === undefined
                  ? undefined
                  : () => setOpened(opened === id ? null : id)}
              />
              {opened === id && parts?.rows(original)}
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

/** The words over several columns; narrow screens, which leave columns out, do without. */
function GroupLine<Row>({ columns }: { columns: readonly Column<Row>[] }) {
  const groups = columnGroups(columns);
  if (groups.length === 0) return null;
  return (
    <tr className="group-line max-md:hidden">
      {groups.map(({ id, label, span }) =>
        label === undefined ? <td key={id} colSpan={span} /> : <th key={id} colSpan={span} scope="colgroup">{label}</th>
      )}
    </tr>
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
      {onSort === undefined ? column.header : (
        <button
          type="button"
          className="inline-flex h-6 min-w-6 items-center gap-0.5 [.number_&]:justify-end"
          onClick={onSort}
        >
          {sorted !== false && <Arrow size={12} aria-hidden="true" />}
          {column.header}
        </button>
      )}
    </th>
  );
}

interface DataRowProps<Row> extends Pick<DataTableProps<Row>, "columns" | "rowHref" | "parts"> {
  row: Row;
  opened: boolean;
  onToggle: (() => void) | undefined;
}

function DataRow<Row>({ columns, row, ...first }: DataRowProps<Row>) {
  const { rowHref, opened, onToggle } = first;
  return (
    <tr className={clsx((rowHref ?? onToggle) !== undefined && "leading-row", opened && "is-opened")}>
      {columns.map((column, index) => (
        <td key={column.id} className={cellClass(column)}>
          {index > 0 ? column.cell(row) : <FirstCell {...first} row={row}>{column.cell(row)}</FirstCell>}
        </td>
      ))}
    </tr>
  );
}

interface FirstCellProps<Row> extends Omit<DataRowProps<Row>, "columns"> {
  children: ReactNode;
}

/** A row's name: it leads somewhere, opens the row, or both by a button of its own. */
function FirstCell<Row>({ row, rowHref, parts, opened, onToggle, children }: FirstCellProps<Row>) {
  const arrow = (
    <ChevronRight size={14} aria-hidden="true" className={clsx("shrink-0 text-text-3", opened && "rotate-90")} />
  );
  const link = rowHref !== undefined && <a data-row className="row-target" href={rowHref(row)}>{children}</a>;
  if (parts !== undefined) {
    return (
      <span className="flex min-w-0 items-center gap-1">
        <button
          type="button"
          aria-expanded={opened}
          aria-label={parts.label(row)}
          className="relative z-1 -ml-1.5 grid size-6 shrink-0 place-items-center rounded-sm hover:bg-hover"
          onClick={onToggle}
        >
          {arrow}
        </button>
        {link === false ? children : link}
      </span>
    );
  }
  if (onToggle === undefined) return link === false ? children : link;
  return (
    <button type="button" data-row aria-expanded={opened} className="row-target" onClick={onToggle}>
      {arrow}
      {children}
    </button>
  );
}
