import { type FormEvent, useState } from "react";
import type { ApiKeyInput, ApiKeySummary } from "../../../contract/account.ts";
import { problemText } from "../api/problem-text.ts";
import { CodeBlock } from "../first-run/CodeBlock.tsx";
import { Button } from "../ui/Button.tsx";
import { ModalDialog } from "../ui/ModalDialog.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { TextField } from "../ui/TextField.tsx";
import { useKeyActions } from "./use-key-actions.ts";

const DAY_SECONDS = 86_400;
const OVERLAPS = [
  { value: "0", label: "At once" },
  { value: String(DAY_SECONDS), label: "In a day" },
  { value: String(7 * DAY_SECONDS), label: "In 7 days" },
] as const;
const SCOPE_CHOICES = [
  { value: "ingest", label: "Send events" },
  { value: "read", label: "Read" },
  { value: "both", label: "Both" },
] as const;

interface KeyDialogProps {
  /** The key whose place the new one takes; `null` makes another one. */
  replaced: ApiKeySummary | null;
  onClose: () => void;
}

/** Makes a key, or the successor of one, and shows it the only time it is ever shown. */
export function KeyDialog({ replaced, onClose }: KeyDialogProps) {
  const { create, rotate } = useKeyActions();
  const [name, setName] = useState("");
  const [scope, setScope] = useState<(typeof SCOPE_CHOICES)[number]["value"]>("ingest");
  const [overlap, setOverlap] = useState<(typeof OVERLAPS)[number]["value"]>(String(DAY_SECONDS));
  const made = replaced === null ? create : rotate;
  const title = replaced === null ? "New API key" : `Rotate ${replaced.name}`;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (replaced !== null) return rotate.mutate({ id: replaced.id, overlapSeconds: Number(overlap) });
    const scopes: ApiKeyInput["scopes"] = scope === "both" ? ["ingest", "read"] : [scope];
    create.mutate({ name, scopes });
  };
  if (made.data !== undefined) return <NewKey title={title} text={made.data.key} onClose={onClose} />;
  const problem = problemText(made.error);
  return (
    <ModalDialog label={title} onClose={onClose} className="max-w-[460px]">
      <form onSubmit={submit} className="grid gap-4 p-5">
        <h2 className="text-16 font-semibold tracking-[-0.01em]">{title}</h2>
        {replaced === null
          ? (
            <>
              <TextField
                label="Name"
                value={name}
                required
                maxLength={80}
                autoFocus
                autoComplete="off"
                placeholder="ci-runners"
                problem={problem}
                onChange={({ target }) => setName(target.value)}
              />
              <div className="grid justify-items-start gap-1">
                <span className="text-12 font-medium text-text-2">May</span>
                <Segmented label="May" value={scope} options={SCOPE_CHOICES} onChange={setScope} />
              </div>
            </>
          )
          : (
            <div className="grid justify-items-start gap-1.5">
              <p className="text-text-2">A new key with the same name and scopes takes its place.</p>
              <span className="text-12 font-medium text-text-2">The old one ends</span>
              <Segmented label="The old one ends" value={overlap} options={OVERLAPS} onChange={setOverlap} />
              {problem !== undefined && <p role="alert" className="text-12 text-danger-text">{problem}</p>}
            </div>
          )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={made.isPending} aria-busy={made.isPending}>
            {replaced === null ? "Create key" : "Rotate key"}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}

function NewKey({ title, text, onClose }: { title: string; text: string; onClose: () => void }) {
  return (
    <ModalDialog label={title} onClose={onClose} className="max-w-[520px]">
      <div className="grid gap-4 p-5">
        <div>
          <h2 className="text-16 font-semibold tracking-[-0.01em]">Copy the key now</h2>
          <p className="text-text-2">It is not stored and cannot be shown again.</p>
        </div>
        <CodeBlock title="API key" text={text} ready />
        <Button look="primary" className="justify-self-end" onClick={onClose}>Done</Button>
      </div>
    </ModalDialog>
  );
}
