import { type FormEvent, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { EntryHeading } from "./EntryHeading.tsx";
import { LoginField } from "./LoginField.tsx";
import { askForReset } from "./reset-requests.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { useAttempt } from "./use-attempt.ts";

const HEADING = { heading: "Forgotten password", lead: "A link to choose another comes by e-mail." };

/** Sends whoever forgot their password a link to choose another. It does not tell who has an account. */
export function ForgottenPassword({ email: known, onBack }: { email: string; onBack: () => void }) {
  const [email, setEmail] = useState(known);
  const { busy, isDone, problem, run } = useAttempt();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void run(() => askForReset(email));
  };

  if (isDone) {
    return (
      <>
        <EntryHeading {...HEADING} />
        <div className="mt-6 grid gap-4">
          <p role="status">
            If <b className="break-words">{email}</b>{" "}
            has an account, a link to choose another password is on its way. It works once, for an hour.
          </p>
          <Button size="lg" onClick={onBack}>Back to signing in</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <EntryHeading {...HEADING} />
      <form className="mt-6 grid gap-3" onSubmit={submit}>
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
        <SubmitButton busy={busy}>Send the link</SubmitButton>
        <Button size="lg" disabled={busy} onClick={onBack}>Back to signing in</Button>
      </form>
    </>
  );
}
