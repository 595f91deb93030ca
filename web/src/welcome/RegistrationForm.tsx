import { type FormEvent, useState } from "react";
import { LoginField } from "../login/LoginField.tsx";
import { PASSWORD_LENGTH } from "../login/password-length.ts";
import { Button, buttonClass } from "../ui/Button.tsx";
import { registerInvited } from "./welcome-requests.ts";

/** Makes the account of somebody who was invited and has none. */
export function RegistrationForm({ token, signInPath }: { token: string; signInPath: string }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const outcome = await registerInvited(token, name, password);
    setBusy(false);
    if ("problem" in outcome) return setProblem(outcome.problem);
    setIsDone(true);
  };

  if (isDone) {
    return (
      <div className="mt-6 grid gap-4">
        <p role="status">Your account is made, and you have joined.</p>
        <a href="/login" className={buttonClass("primary", "lg")}>Sign in</a>
      </div>
    );
  }
  return (
    <form method="post" className="mt-6 grid gap-3" onSubmit={(event) => void submit(event)}>
      <LoginField
        label="Name"
        name="name"
        autoComplete="name"
        required
        maxLength={120}
        autoFocus
        isQuiet
        problem={null}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <LoginField
        label="Password"
        hint="At least ten characters."
        name="password"
        type="password"
        autoComplete="new-password"
        required
        {...PASSWORD_LENGTH}
        problem={problem}
        value={password}
        onChange={({ target }) => setPassword(target.value)}
      />
      <Button type="submit" look="primary" size="lg" disabled={busy} aria-busy={busy}>
        {busy && <i className="spinner" />}
        Create account and join
      </Button>
      <a href={signInPath} className={buttonClass("secondary", "lg")}>I have an account</a>
    </form>
  );
}
