import { type FormEvent, useState } from "react";
import type { Retention } from "../../../contract/retention.ts";
import { problemText } from "../api/problem-text.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useRetentionChoice } from "./use-retention.ts";

interface RetentionFormProps {
  retention: Retention;
  organizationName: string;
}

/** Chooses how long single events are kept; a shorter time deletes, and is asked about first. */
export function RetentionForm({ retention, organizationName }: RetentionFormProps) {
  const { detail_days: present, chosen, bounds } = retention;
  const choice = useRetentionChoice();
  const [text, setText] = useState(String(present));
  const [asking, setAsking] = useState(false);
  const days = Number(text);
  const valid = Number.isInteger(days) && days >= bounds.min && days <= bounds.max;
  const choose = () => choice.mutate({ detail_days: days }, { onSuccess: () => setAsking(false) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (days < present) setAsking(true);
    else choose();
  };
  const within = `From ${bounds.min} to ${bounds.max} days on your plan.`;
  return (
    <>
      <form onSubmit={submit} className="flex flex-wrap items-start gap-3 border-t border-line px-4 pt-4 pb-5">
        <TextField
          label="Keep single events for, in days"
          inputMode="numeric"
          className="w-full max-w-[280px]"
          value={text}
          required
          hint={within}
          problem={valid ? (asking ? undefined : problemText(choice.error)) : within}
          onChange={({ target }) => setText(target.value)}
        />
        <Button
          type="submit"
          look="primary"
          className="mt-5"
          disabled={!valid || days === present || choice.isPending}
          aria-busy={choice.isPending}
        >
          Save
        </Button>
        {chosen && (
          <Button
            className="mt-5"
            disabled={choice.isPending}
            onClick={() =>
              choice.mutate({ detail_days: null }, { onSuccess: ({ detail_days }) => setText(String(detail_days)) })}
          >
            As usual
          </Button>
        )}
      </form>
      {asking && (
        <ConfirmDialog
          title={`Keep events for ${days} days only?`}
          typedName={organizationName}
          keepLabel="Keep events"
          confirmLabel="Delete older events"
          problem={problemText(choice.error)}
          busy={choice.isPending}
          onConfirm={choose}
          onClose={() => setAsking(false)}
        >
          <p>Events older than that are deleted in the following night, for good. Figures by hour and day stay.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
