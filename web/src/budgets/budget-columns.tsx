import { X } from "lucide-react";
import type { Spending, Usage } from "../../../contract/query-usage.ts";
import { formatMoney } from "../format/money.ts";
import { formatPercent } from "../format/number.ts";
import { NameCell } from "../groups/cells.tsx";
import type { Column } from "../tables/column.ts";
import { Button } from "../ui/Button.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Meter } from "../ui/Meter.tsx";
import type { BudgetSubject } from "./BudgetDialog.tsx";
import { describeMonth } from "./describe-month.ts";
import { Forecast } from "./Forecast.tsx";

/** A line of the table: the organisation (`null`) or a team. */
export type BudgetRow = Omit<Spending, "teams"> & { team: string | null };

/** The organisation and its teams; what belongs to no team can have no budget. */
export function budgetRows({ teams, ...organization }: Spending): BudgetRow[] {
  return [{ ...organization, team: null }, ...teams.filter(({ team }) => team !== "")];
}

interface BudgetActions {
  set: (subject: BudgetSubject) => void;
  remove: (team: string | null) => void;
}

/** How budgets are shown; without `actions` they cannot be changed. */
export function budgetColumns(usage: Usage, organization: string, actions: BudgetActions | null): Column<BudgetRow>[] {
  const { elapsed } = describeMonth(usage);
  return [
    {
      id: "team",
      header: "Of",
      className: "max-w-56",
      cell: ({ team }) => <NameCell name={team ?? organization} below={team === null ? "All teams together" : ""} />,
    },
    {
      id: "used",
      header: "Month to date",
      number: true,
      cell: ({ used_usd: used, estimated_share: share }) => <Estimate share={share}>{formatMoney(used)}</Estimate>,
    },
    {
      id: "meter",
      header: "Budget used",
      hide: "phone",
      cell: ({ used_usd: used, limit_usd: limit }) =>
        limit === null
          ? <span className="text-text-3">None set</span>
          : (
            <span className="inline-flex items-center gap-2">
              <Meter share={used / limit} elapsed={elapsed} className="w-24" />
              {formatPercent(used / limit, 0).text}%
            </span>
          ),
    },
    {
      id: "limit",
      header: "Budget",
      number: true,
      cell: ({ limit_usd: limit }) => (limit === null ? "" : formatMoney(limit)),
    },
    { id: "forecast", header: "Forecast", hide: "tablet", cell: (row) => <Forecast usage={usage} spent={row} /> },
    ...(actions === null ? [] : [actionColumn(organization, actions)]),
  ];
}

function actionColumn(organization: string, { set, remove }: BudgetActions): Column<BudgetRow> {
  return {
    id: "actions",
    header: "",
    className: "w-px",
    cell: ({ team, limit_usd: limitUsd }) => (
      <span className="flex justify-end gap-1">
        <Button
          size="sm"
          aria-label={`${limitUsd === null ? "Set" : "Change"} the budget of ${team ?? organization}`}
          onClick={() => set({ team, limitUsd })}
        >
          {limitUsd === null ? "Set" : "Change"}
        </Button>
        {limitUsd !== null && (
          <Button
            size="sm"
            look="ghost"
            aria-label={`Take the budget of ${team ?? organization} away`}
            onClick={() => remove(team)}
          >
            <X size={14} aria-hidden="true" />
          </Button>
        )}
      </span>
    ),
  };
}
