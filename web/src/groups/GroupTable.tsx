import type { ReactNode } from "react";
import type { DataTableProps } from "../tables/DataTable.tsx";
import { PagedTable, type PagesQuery } from "../tables/PagedTable.tsx";
import { Panel } from "../ui/Panel.tsx";

/** A list as it is asked for. */
interface GroupRows<Row> {
  query: PagesQuery;
  rows: readonly Row[];
  total: number | undefined;
  sort: string;
  setSort: NonNullable<DataTableProps<Row>["onSort"]>;
}

interface GroupTableProps<Row> extends Pick<DataTableProps<Row>, "columns" | "rowKey" | "rowHref"> {
  title: string;
  /** In the plural, in small letters. */
  noun: string;
  list: GroupRows<Row>;
  end?: ReactNode;
}

/** A table of agents, people, tools… with all that is told of each. */
export function GroupTable<Row extends object>({ title, noun, list, end, ...table }: GroupTableProps<Row>) {
  const { query, rows, total, sort, setSort } = list;
  return (
    <Panel title={title} sub={total === undefined ? undefined : `${rows.length} of ${total}`} end={end}>
      <PagedTable
        {...table}
        label={title}
        query={query}
        rows={rows}
        noun={noun}
        total={total}
        sorting={{ id: sort, descending: true }}
        onSort={setSort}
        empty={{ title: `No ${noun} match`, text: "Nothing in this period has these properties." }}
      />
    </Panel>
  );
}
