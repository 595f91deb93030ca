import { type FormEvent, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { LoginField } from "./LoginField.tsx";
import { askForReset } from "./reset-requests.ts";

/** Sends whoever forgot their password a link to choose another. It does not tell who has an account. */
export function ForgottenPassword({ email: known, onBack }: { email: string; onBack: () => void }) {
  const [email, setEmail] = useState(known);
  const [busy, setBusy] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    const outcome = await askForReset(email);
    setBusy(false);
    if ("problem" in outcome) return setProblem(outcome.problem);
    setIsSent(true);
  };

  if (isSent) {
    return (
      <div className="mt-6 grid gap-4">
        <p role="status">
          If <b className="break-words">{email}</b>{" "}
          has an account, a link to choose another password is on its way. It works once, for an hour.
        </p>
        <Button size="lg" onClick={onBack}>Back to signing in</Button>
      </div>
    );
  }
  return (
    <form className="mt-6 grid gap-3" onSubmit={(event) => void submit(event)}>
      <LoginField
        label="Work e-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        autoFocus
        value={email}
        problem={problem}
        onChange={({ target }) => setEmail(target.value)}
      />
      <Button type="submit" look="primary" size="lg" disabled={busy} aria-busy={busy}>
        {busy && <i className="spinner" />}
        Send the link
      </Button>
      <Button size="lg" disabled={busy} onClick={onBack}>Back to signing in</Button>
    </form>
  );
}
