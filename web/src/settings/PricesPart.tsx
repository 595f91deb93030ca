import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { OwnPrice } from "../../../contract/prices/price-api.ts";
import { problemText } from "../api/problem-text.ts";
import { may } from "../shell/may.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { ownPriceColumns } from "./price-columns.tsx";
import { ListPrices } from "./ListPrices.tsx";
import { PriceDialog } from "./PriceDialog.tsx";
import type { SettingsPartProps } from "./settings-part.ts";
import { pricesQuery, usePriceActions } from "./use-prices.ts";

type Opened = { kind: "create" } | { kind: "change" | "remove"; price: OwnPrice } | null;

/** What costs are estimated with: the organisation's own prices, and the list's for everything else. */
export function PricesPart({ me, timeZone }: SettingsPartProps) {
  const prices = useQuery(pricesQuery);
  const [opened, setOpened] = useState<Opened>(null);
  const canChange = may(me, "settings:update");
  const close = () => setOpened(null);
  return (
    <>
      <Panel
        title="Own prices"
        sub="before the list's; US dollars per million tokens"
        end={canChange && (
          <Button size="sm" look="primary" onClick={() => setOpened({ kind: "create" })}>
            <Plus size={14} aria-hidden="true" />
            New price
          </Button>
        )}
      >
        <Loaded what="Prices" query={prices} skeleton={<TableSkeleton rows={3} />}>
          {({ own }) =>
            own.length === 0
              ? (
                <Empty title="The list's prices hold">
                  Set your own where you have a contract with a provider, or run a model that no list knows.
                </Empty>
              )
              : (
                <DataTable
                  label="Own prices"
                  columns={ownPriceColumns({ timeZone, canChange, open: (kind, price) => setOpened({ kind, price }) })}
                  rows={own}
                  rowKey={({ id }) => id}
                  sorting={{ id: "model", descending: false }}
                />
              )}
        </Loaded>
      </Panel>
      <ListPrices query={prices} />
      {(opened?.kind === "create" || opened?.kind === "change") && (
        <PriceDialog price={opened.kind === "change" ? opened.price : null} timeZone={timeZone} onClose={close} />
      )}
      {opened?.kind === "remove" && <RemovePrice price={opened.price} onClose={close} />}
    </>
  );
}

function RemovePrice({ price, onClose }: { price: OwnPrice; onClose: () => void }) {
  const { remove } = usePriceActions();
  return (
    <ConfirmDialog
      title={`Remove the price of ${price.model}?`}
      typedName={price.model}
      keepLabel="Keep price"
      confirmLabel="Remove price"
      problem={problemText(remove.error)}
      busy={remove.isPending}
      onConfirm={() => remove.mutate(price.id, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>Events that arrive from then on are estimated with an earlier price of yours, or the list's.</p>
    </ConfirmDialog>
  );
}
