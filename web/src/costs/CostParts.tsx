import { useInfiniteQuery } from "@tanstack/react-query";
import type { CostRow } from "../../../contract/query-costs.ts";
import { listQuery } from "../api/lists.ts";
import { linkTo, only } from "../filters/link-to.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import type { Column } from "../tables/column.ts";
import { PartRow } from "../tables/PartRow.tsx";
import { Button } from "../ui/Button.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type CostColumn, partColumn } from "./cost-columns.tsx";

/** How many parts stand under a row before more of them are asked for. */
const PARTS = 10;

interface CostPartsProps {
  frame: ViewFrame;
  by: CostColumn;
  value: string;
  /** Of the parts. */
  columns: readonly Column<CostRow>[];
}

/** What one row cost by agent, or by model where the rows are something else. */
export function CostParts({ frame, by, value, columns }: CostPartsProps) {
  const part = partColumn(by);
  const { view, timeZone, refresh } = frame;
  const filters = [...view.filters.filter(({ name }) => name !== by), only(by, value)];
  const query = useInfiniteQuery(
    listQuery({ ...view, filters }, timeZone, { path: "/v1/costs", query: { group_by: part }, limit: PARTS, refresh }),
  );
  const whole = (content: React.ReactNode) => (
    <tr className="part-row">
      <td colSpan={columns.length}>{content}</td>
    </tr>
  );
  if (query.data === undefined) {
    return whole(
      query.isError
        ? <Failure what="What it is made of" error={query.error} onRetry={() => void query.refetch()} />
        : <Skeleton className="h-3 w-64" />,
    );
  }
  const rows = query.data.pages.flatMap(({ data }) => data);
  return (
    <>
      {rows.map((row) => (
        <PartRow
          key={row.key}
          columns={columns}
          row={row}
          href={linkTo("/sessions", [only(by, value), only(part, row.key)])}
        />
      ))}
      {query.hasNextPage && whole(
        <Button size="sm" disabled={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          More of {query.data.pages[0]?.total_keys}
        </Button>,
      )}
    </>
  );
}
