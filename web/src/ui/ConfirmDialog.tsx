import { type ReactNode, useState } from "react";
import { Button } from "./Button.tsx";
import { ModalDialog } from "./ModalDialog.tsx";
import { TextField } from "./TextField.tsx";

interface ConfirmProps {
  title: string;
  /** What will happen. */
  children: ReactNode;
  /** Has to be typed before anything happens. */
  typedName: string;
  keepLabel: string;
  confirmLabel: string;
  problem?: string | undefined;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is destroyed: the consequence, and a name that has to be typed. */
export function ConfirmDialog(props: ConfirmProps) {
  const { title, children, typedName, keepLabel, confirmLabel, problem, busy, onConfirm, onClose } = props;
  const [typed, setTyped] = useState("");
  return (
    <ModalDialog label={title} onClose={onClose} className="max-w-[420px]">
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          onConfirm();
        }}
      >
        <div className="grid gap-3 px-5 pt-5">
          <h2 className="text-16 font-semibold tracking-[-0.01em]">{title}</h2>
          <div className="text-text-2">{children}</div>
          <TextField
            label={`Type ${typedName} to confirm`}
            value={typed}
            problem={problem}
            autoComplete="off"
            autoFocus
            onChange={({ target }) => setTyped(target.value)}
          />
        </div>
        <div className="flex justify-end gap-2 rounded-b-xl border-t border-line bg-sunken px-5 py-3">
          <Button onClick={onClose}>{keepLabel}</Button>
          <Button type="submit" look="danger" disabled={typed !== typedName || busy} aria-busy={busy}>
            {confirmLabel}
          </Button>
        </div>
      </form>
    </ModalDialog>
  );
}
