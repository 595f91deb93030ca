import type { ReactNode } from "react";
import { Button } from "../ui/Button.tsx";

interface SubmitButtonProps {
  busy: boolean;
  /** Whether the form cannot be sent yet. */
  disabled?: boolean;
  className?: string | undefined;
  children: ReactNode;
}

/** Sends a form of the pages before the dashboard. */
export function SubmitButton({ busy, disabled = false, className, children }: SubmitButtonProps) {
  return (
    <Button type="submit" look="primary" size="lg" disabled={busy || disabled} aria-busy={busy} className={className}>
      {busy && <i className="spinner" />}
      {children}
    </Button>
  );
}
