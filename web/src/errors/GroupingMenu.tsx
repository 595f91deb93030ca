import type { GroupName } from "../../../contract/metrics.ts";
import { COLUMN_LABELS } from "../filters/labels.ts";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";

/** By what errors can be counted, beside each as itself. */
const GROUPINGS = [
  "agent_id",
  "model",
  "tool_name",
  "team",
  "user_id",
  "repo",
  "environment",
] as const satisfies readonly GroupName[];
/** A column that errors are counted by. */
export type Grouping = (typeof GROUPINGS)[number];

/** The column that an address names; `null` where errors stand for themselves. */
export function findGrouping(name: string | null): Grouping | null {
  return GROUPINGS.find((known) => known === name) ?? null;
}

/** Chooses whether errors stand for themselves or are counted by a column. */
export function GroupingMenu({ by, onChange }: { by: Grouping | null; onChange: (by: Grouping | null) => void }) {
  const options: { value: Grouping | "fingerprint"; label: string }[] = [
    { value: "fingerprint", label: "Fingerprint" },
    ...GROUPINGS.map((value) => ({ value, label: COLUMN_LABELS[value] })),
  ];
  const choose = (value: Grouping | "fingerprint") => onChange(value === "fingerprint" ? null : value);
  return (
    <Menu
      align="end"
      trigger={
        <SelectButton>
          Group by <b>{by === null ? "Fingerprint" : COLUMN_LABELS[by]}</b>
        </SelectButton>
      }
      entries={[choiceEntry("Group by", by ?? "fingerprint", options, choose)]}
    />
  );
}
