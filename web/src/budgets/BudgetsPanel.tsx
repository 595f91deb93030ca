import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import type { Me } from "../../../contract/account.ts";
import { problemText } from "../api/problem-text.ts";
import { usageQuery } from "../api/queries.ts";
import { formatPercent } from "../format/number.ts";
import { may } from "../shell/may.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Button } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { budgetColumns, budgetRows } from "./budget-columns.tsx";
import { BudgetDialog, type BudgetSubject } from "./BudgetDialog.tsx";
import { describeMonth } from "./describe-month.ts";
import { useBudgetChange } from "./use-budgets.ts";

/** What the organisation and its teams are to spend in a month, and what they have spent. */
export function BudgetsPanel({ me }: { me: Me }) {
  const usage = useQuery(usageQuery);
  const [subject, setSubject] = useState<BudgetSubject>();
  const removal = useBudgetChange();
  const facts = usage.data && describeMonth(usage.data);
  const actions = !may(me, "settings:update") ? null : {
    set: setSubject,
    remove: (team: string | null) => removal.mutate({ team, limit_usd: null }),
  };
  return (
    <Panel
      title="Budgets"
      sub={facts && `${facts.name}, ${formatPercent(facts.elapsed, 0).text}% elapsed; months of UTC`}
      end={actions !== null && (
        <Button size="sm" onClick={() => setSubject("other team")}>
          <Plus size={14} aria-hidden="true" />
          Team budget
        </Button>
      )}
    >
      <Loaded what="Budgets" query={usage} skeleton={<TableSkeleton rows={4} />}>
        {(data) => (
          <DataTable
            label="Budgets"
            columns={budgetColumns(data, me.organization.name, actions)}
            rows={budgetRows(data.spending)}
            rowKey={({ team }) => team ?? "organisation"}
            sorting={{ id: "used", descending: true }}
          />
        )}
      </Loaded>
      {removal.isError && (
        <p role="alert" className="px-4 py-3 text-12 text-danger-text">{problemText(removal.error)}</p>
      )}
      {subject !== undefined && (
        <BudgetDialog
          subject={subject}
          organizationName={me.organization.name}
          onClose={() => setSubject(undefined)}
        />
      )}
    </Panel>
  );
}
