import { type FormEvent, useState } from "react";
import { NewPasswordField } from "../login/NewPasswordField.tsx";
import { SubmitButton } from "../login/SubmitButton.tsx";
import { useAttempt } from "../login/use-attempt.ts";
import { buttonClass } from "../ui/Button.tsx";
import { NameField } from "./NameField.tsx";
import { registerInvited } from "./welcome-requests.ts";

/** Makes the account of somebody who was invited and has none. */
export function RegistrationForm({ token, signInPath }: { token: string; signInPath: string }) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const { busy, isDone, problem, run } = useAttempt();
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void run(() => registerInvited(token, name, password));
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
    <form method="post" className="mt-6 grid gap-3" onSubmit={submit}>
      <NameField value={name} onEnter={setName} />
      <NewPasswordField value={password} problem={problem} onEnter={setPassword} />
      <SubmitButton busy={busy}>Create account and join</SubmitButton>
      <a href={signInPath} className={buttonClass("secondary", "lg")}>I have an account</a>
    </form>
  );
}
