import { type ReactNode, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { sendConfirmation } from "./confirmation-requests.ts";

interface CheckMailProps {
  email: string;
  /** What somebody was sent, or has to do. */
  children: ReactNode;
  onBack: () => void;
}

/** Sends somebody to their mail, in which the link is that confirms their address. */
export function CheckMail({ email, children, onBack }: CheckMailProps) {
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<string | null>(null);
  const again = async () => {
    setBusy(true);
    const result = await sendConfirmation(email);
    setBusy(false);
    setOutcome("problem" in result ? result.problem : "Another link is on its way.");
  };
  return (
    <div className="mt-6 grid gap-4">
      <p role="status">{children}</p>
      <p role="status" className="min-h-4 text-12 text-text-2">{outcome}</p>
      <Button size="lg" disabled={busy} aria-busy={busy} onClick={() => void again()}>
        {busy && <i className="spinner" />}
        Send another link
      </Button>
      <Button size="lg" disabled={busy} onClick={onBack}>Back to signing in</Button>
    </div>
  );
}
