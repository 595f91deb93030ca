import type { ReactNode } from "react";
import { Button } from "./Button.tsx";
import { ModalDialog } from "./ModalDialog.tsx";

interface FormDialogProps {
  title: string;
  submitLabel: string;
  /** What the service said against it. */
  problem?: string | undefined;
  busy: boolean;
  /** Whether there is enough to send. */
  complete?: boolean;
  wide?: boolean;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** A dialog that asks for some values and sends them. */
export function FormDialog(props: FormDialogProps) {
  const { title, submitLabel, problem, busy, complete = true, wide = false, onSubmit, onClose, children } = props;
  return (
    <ModalDialog label={title} onClose={onClose} className={wide ? "max-w-[640px]" : "max-w-[460px]"}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <div className="grid max-h-[min(620px,72vh)] gap-4 overflow-y-auto px-5 pt-5 pb-4">
          <h2 className="text-16 font-semibold tracking-[-0.01em]">{title}</h2>
          {children}
          {problem !== undefined && <p role="alert" className="text-12 text-danger-text">{problem}</p>}
        </div>
        <div className="flex justify-end gap-2 rounded-b-xl border-t border-line bg-sunken px-5 py-3">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" disabled={busy || !complete} aria-busy={busy}>{submitLabel}</Button>
        </div>
      </form>
    </ModalDialog>
  );
}
