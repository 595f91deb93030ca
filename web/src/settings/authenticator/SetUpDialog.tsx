import { type FormEvent, useState } from "react";
import { problemText } from "../../api/problem-text.ts";
import { Button } from "../../ui/Button.tsx";
import { ModalDialog } from "../../ui/ModalDialog.tsx";
import { TextField } from "../../ui/TextField.tsx";
import { PasswordStep } from "./PasswordStep.tsx";
import { QrCode } from "./QrCode.tsx";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { type AuthenticatorStart, useAuthenticator } from "./use-authenticator.ts";

const TITLE = "Set up an authenticator";

/** Leads from the password over the picture and a first code to the recovery codes. */
export function SetUpDialog({ onClose }: { onClose: () => void }) {
  const { start, confirm } = useAuthenticator();
  const step = () => {
    if (start.data === undefined) {
      return (
        <PasswordStep
          title={TITLE}
          confirmLabel="Go on"
          problem={problemText(start.error)}
          busy={start.isPending}
          onConfirm={(password) => start.mutate(password)}
          onClose={onClose}
        >
          From then on signing in asks for a code that the authenticator shows, beside the password.
        </PasswordStep>
      );
    }
    if (confirm.isSuccess) return <RecoveryCodes codes={start.data.backupCodes} onClose={onClose} />;
    return (
      <CodeStep
        start={start.data}
        problem={problemText(confirm.error)}
        busy={confirm.isPending}
        onConfirm={(code) => confirm.mutate(code)}
        onClose={onClose}
      />
    );
  };
  return <ModalDialog label={TITLE} onClose={onClose} className="max-w-[460px]">{step()}</ModalDialog>;
}

interface CodeStepProps {
  start: AuthenticatorStart;
  problem: string | undefined;
  busy: boolean;
  onConfirm: (code: string) => void;
  onClose: () => void;
}

function CodeStep({ start, problem, busy, onConfirm, onClose }: CodeStepProps) {
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm(code);
  };
  return (
    <form onSubmit={submit} className="grid gap-4 p-5">
      <h2 className="text-16 font-semibold tracking-[-0.01em]">Show this to the authenticator</h2>
      <div className="flex flex-wrap items-start gap-4">
        <QrCode label="Key of the authenticator, as a picture" text={start.totpURI} />
        <div className="grid min-w-0 flex-1 gap-1">
          <span className="text-12 font-medium text-text-2">Or enter the key by hand</span>
          <code className="break-all font-mono text-12">{secretOf(start.totpURI)}</code>
        </div>
      </div>
      <TextField
        label="Code that it shows"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        autoFocus
        maxLength={8}
        value={code}
        problem={problem}
        onChange={({ target }) => setCode(target.value)}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" disabled={busy} aria-busy={busy}>Turn on</Button>
      </div>
    </form>
  );
}

function secretOf(uri: string): string {
  return new URL(uri).searchParams.get("secret") ?? "";
}
