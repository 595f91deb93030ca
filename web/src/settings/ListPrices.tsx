import type { UseQueryResult } from "@tanstack/react-query";
import { useState } from "react";
import type { PriceTable } from "../../../contract/prices/price-api.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { SearchField } from "../tables/SearchField.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { LIST_PRICE_COLUMNS } from "./price-columns.tsx";

/** Nobody reads hundreds of prices; the search finds the others. */
const FIRST_ROWS = 40;

/** The price list: what models cost where the organisation has set nothing, where that was read, and when. */
export function ListPrices({ query }: { query: UseQueryResult<PriceTable> }) {
  const [search, setSearch] = useState("");
  const [shown, setShown] = useState(FIRST_ROWS);
  const wanted = search.trim().toLowerCase();
  return (
    <Panel
      title="List prices"
      sub="read from the providers' own pages on the day named"
      end={<SearchField label="Model or provider" value={search} onChange={setSearch} />}
    >
      <Loaded what="List prices" query={query} skeleton={<TableSkeleton rows={10} />}>
        {({ list }) => {
          const rows = list.filter(({ model, provider }) => `${model} ${provider}`.toLowerCase().includes(wanted));
          return rows.length === 0
            ? (
              <Empty title="No model matches">
                The list knows none with this name; set a price of your own for it.
              </Empty>
            )
            : (
              <>
                <DataTable
                  label="List prices"
                  columns={LIST_PRICE_COLUMNS}
                  rows={rows}
                  most={shown}
                  rowKey={({ model, valid_from }) => `${model} ${valid_from}`}
                  sorting={{ id: "model", descending: false }}
                />
                <MoreRows
                  shown={Math.min(shown, rows.length)}
                  total={rows.length}
                  noun="prices"
                  hasMore={rows.length > shown}
                  busy={false}
                  onMore={() => setShown(Infinity)}
                />
              </>
            );
        }}
      </Loaded>
    </Panel>
  );
}
