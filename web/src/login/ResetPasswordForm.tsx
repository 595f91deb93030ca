import { type FormEvent, useRef } from "react";
import { buttonClass } from "../ui/Button.tsx";
import { NewPasswordField } from "./NewPasswordField.tsx";
import { resetPassword } from "./reset-requests.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { useAttempt } from "./use-attempt.ts";
import { useLinkToken } from "./use-link-token.ts";

const NO_LINK = "This link does not work any more. Ask for another on the sign-in page.";

/** Chooses another password by the link of a mail. */
export function ResetPasswordForm() {
  const token = useLinkToken();
  // What is entered before this code runs counts, too.
  const field = useRef<HTMLInputElement>(null);
  const { busy, isDone, problem, run } = useAttempt();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (typeof token === "string") void run(() => resetPassword(token, field.current?.value ?? ""));
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
    <form method="post" className="mt-6 grid gap-3" onSubmit={submit}>
      <NewPasswordField
        ref={field}
        label="New password"
        autoFocus
        problem={token === null ? NO_LINK : problem}
      />
      <SubmitButton busy={busy} disabled={typeof token !== "string"}>Change password</SubmitButton>
      <a href="/login" className={buttonClass("secondary", "lg")}>Back to signing in</a>
    </form>
  );
}
