import type { ReactNode } from "react";

/** How a table shows one property of its rows. */
export interface Column<Row> {
  id: string;
  header: string;
  /** A word over it and the columns beside it that have the same one. */
  group?: string;
  cell: (row: Row) => ReactNode;
  /** What the rows are sorted by under this column; a column without it is not sorted by. */
  sortBy?: (row: Row) => string | number | null;
  /** Numbers stand right under their header. */
  number?: true;
  /** The narrowest screens do without it. */
  hide?: "phone" | "tablet";
  /** Further classes of its cells, for widths. */
  className?: string;
  /** A cell under the column that sums it up. */
  footer?: ReactNode;
}

/** What a table is sorted by. */
export interface Sorting {
  id: string;
  descending: boolean;
}
