import { useInfiniteQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { BreakdownRow } from "../../../contract/query.ts";
import { listQuery } from "../api/lists.ts";
import { TrendBars } from "../charts/TrendBars.tsx";
import { COLUMN_LABELS } from "../filters/labels.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { changeOf } from "../format/change.ts";
import { formatExact } from "../format/number.ts";
import { ShareCell, ValueCell } from "../groups/cells.tsx";
import type { ViewFrame } from "../shell/use-frame.ts";
import type { Column } from "../tables/column.ts";
import { PagedTable } from "../tables/PagedTable.tsx";
import { Delta } from "../ui/Delta.tsx";
import { PanelHead } from "../ui/Panel.tsx";
import type { Grouping } from "./GroupingMenu.tsx";

interface ErrorsByProps {
  by: Grouping;
  frame: ViewFrame;
  /** At the right of the title. */
  end: ReactNode;
}

/** How many errors there were by the values of a column; a row leads to the errors of its value. */
export function ErrorsBy({ by, frame, end }: ErrorsByProps) {
  const { view, timeZone, refresh, ready } = frame;
  const query = useInfiniteQuery({
    ...listQuery(view, timeZone, {
      path: "/v1/metrics/breakdown",
      query: { group_by: by, order_by: "errors", metric: "errors" },
      limit: 25,
      refresh,
    }),
    enabled: ready,
  });
  const rows = query.data?.pages.flatMap(({ data }) => data).filter(({ errors }) => errors > 0) ?? [];
  const noun = COLUMN_LABELS[by].toLowerCase();
  return (
    <section className="panel" aria-label={`Errors by ${noun}`}>
      <PanelHead>
        <h2 className="text-13 font-semibold">Errors by {noun}</h2>
        <span className="ml-auto">{end}</span>
      </PanelHead>
      <PagedTable
        label={`Errors by ${noun}`}
        query={query}
        rows={rows}
        columns={columnsBy(by)}
        rowKey={({ key }) => key}
        rowHref={({ key }) => linkTo("/errors", [only(by, key)])}
        sorting={{ id: "errors", descending: true }}
        noun="rows"
        order="most errors first"
        empty={{ title: "No errors", text: "Nothing in this period failed with these properties." }}
      />
    </section>
  );
}

function columnsBy(by: Grouping): Column<BreakdownRow>[] {
  return [
    {
      id: "key",
      header: COLUMN_LABELS[by],
      className: "max-w-64",
      cell: ({ key }) => <ValueCell column={by} value={key} />,
    },
    {
      id: "trend",
      header: "Trend",
      hide: "phone",
      className: "w-40",
      cell: ({ trend }) => <TrendBars values={trend} />,
    },
    {
      id: "errors",
      header: "Events",
      number: true,
      sortBy: ({ errors }) => errors,
      cell: ({ errors }) => formatExact(errors),
    },
    {
      id: "share",
      header: "Share",
      hide: "phone",
      cell: ({ metrics }) => <ShareCell share={metrics.errors?.share ?? null} />,
    },
    {
      id: "change",
      header: "Change",
      number: true,
      cell: ({ errors, metrics }) => (
        <Delta change={changeOf(errors, metrics.errors?.previous ?? null, "amount", "less")} />
      ),
    },
  ];
}
