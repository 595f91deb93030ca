import { useState } from "react";
import { problemText } from "../api/problem-text.ts";
import { FormDialog } from "../ui/FormDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { readAmount } from "./read-amount.ts";
import { useBudgetChange } from "./use-budgets.ts";

/** What a budget is set for: the organisation, a team, or a team that is still to be named. */
export type BudgetSubject = { team: string | null; limitUsd: number | null } | "other team";

interface BudgetDialogProps {
  subject: BudgetSubject;
  organizationName: string;
  onClose: () => void;
}

/** Asks what is to be spent in a month. */
export function BudgetDialog({ subject, organizationName, onClose }: BudgetDialogProps) {
  const change = useBudgetChange();
  const named = subject !== "other team";
  const [team, setTeam] = useState("");
  const [text, setText] = useState(named && subject.limitUsd !== null ? String(subject.limitUsd) : "");
  const limit = readAmount(text);
  const submit = () => {
    if (limit === undefined) return;
    change.mutate({ team: named ? subject.team : team.trim(), limit_usd: limit }, { onSuccess: onClose });
  };
  return (
    <FormDialog
      title={named ? `Budget of ${subject.team ?? organizationName}` : "Budget of a team"}
      submitLabel="Set budget"
      problem={problemText(change.error)}
      busy={change.isPending}
      complete={limit !== undefined && (named || team.trim() !== "")}
      onSubmit={submit}
      onClose={onClose}
    >
      {!named && (
        <TextField
          label="Team"
          value={team}
          required
          autoFocus
          maxLength={256}
          autoComplete="off"
          hint="As events name it."
          onChange={({ target }) => setTeam(target.value)}
        />
      )}
      <TextField
        label="US dollars a month"
        value={text}
        required
        autoFocus={named}
        inputMode="decimal"
        autoComplete="off"
        placeholder="5,200"
        hint="For calendar months of UTC. A budget stops nobody: it says where spending stands."
        problem={text === "" || limit !== undefined ? undefined : "An amount such as 5,200 or 12.50."}
        onChange={({ target }) => setText(target.value)}
      />
    </FormDialog>
  );
}
