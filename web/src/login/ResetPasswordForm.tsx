import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button, buttonClass } from "../ui/Button.tsx";
import { LoginField } from "./LoginField.tsx";
import { PASSWORD_LENGTH } from "./password-length.ts";
import { resetPassword } from "./reset-requests.ts";

const NO_LINK = "This link does not work any more. Ask for another on the sign-in page.";

/** Chooses another password by the link of a mail. */
export function ResetPasswordForm() {
  const [token, setToken] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const given = new URLSearchParams(location.search).get("token");
    setToken(given);
    if (given === null) setProblem(NO_LINK);
    // The address is kept by histories and told to other sites; who has it could choose a password.
    history.replaceState(null, "", location.pathname);
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (token === null) return;
    const password = field.current?.value ?? "";
    setBusy(true);
    setProblem(null);
    const outcome = await resetPassword(token, password);
    setBusy(false);
    if ("problem" in outcome) return setProblem(outcome.problem);
    setIsDone(true);
  };

  if (isDone) {
    return (
      <div className="mt-6 grid gap-4">
        <p role="status">Your password is changed, and you are signed out everywhere.</p>
        <a href="/login" className={buttonClass("primary", "lg")}>Sign in</a>
      </div>
    );
  }
  return (
    <form method="post" className="mt-6 grid gap-3" onSubmit={(event) => void submit(event)}>
      <LoginField
        ref={field}
        label="New password"
        name="new-password"
        type="password"
        autoComplete="new-password"
        required
        autoFocus
        {...PASSWORD_LENGTH}
        problem={problem}
      />
      <Button type="submit" look="primary" size="lg" disabled={busy || token === null} aria-busy={busy}>
        {busy && <i className="spinner" />}
        Change password
      </Button>
      <a href="/login" className={buttonClass("secondary", "lg")}>Back to signing in</a>
    </form>
  );
}
