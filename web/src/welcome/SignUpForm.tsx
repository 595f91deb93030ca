import { type FormEvent, useEffect, useState } from "react";
import { CheckMail } from "../login/CheckMail.tsx";
import { LoginField } from "../login/LoginField.tsx";
import { NewPasswordField } from "../login/NewPasswordField.tsx";
import { SubmitButton } from "../login/SubmitButton.tsx";
import { useAttempt } from "../login/use-attempt.ts";
import { buttonClass } from "../ui/Button.tsx";
import { NameField } from "./NameField.tsx";
import { isSignUpOpen, type NewAccount, signUp } from "./welcome-requests.ts";

const NOBODY: NewAccount = { name: "", email: "", password: "" };

/** Makes an account for whoever is new. It does not tell who has one. */
export function SignUpForm() {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const [account, setAccount] = useState(NOBODY);
  const { busy, isDone, problem, run } = useAttempt();
  useEffect(() => void isSignUpOpen().then(setIsOpen), []);

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    void run(() => signUp(account));
  };

  if (isOpen === false) return <ByInvitation />;
  if (isDone) {
    return (
      <CheckMail email={account.email} onBack={() => location.assign("/login")}>
        A message is on its way to <b className="break-words">{account.email}</b>. Open the link in it within an hour.
      </CheckMail>
    );
  }
  return (
    <form method="post" className="mt-6 grid gap-3" onSubmit={submit}>
      <NameField value={account.name} onEnter={(name) => setAccount({ ...account, name })} />
      <LoginField
        label="Work e-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        isQuiet
        problem={problem}
        value={account.email}
        onChange={({ target }) => setAccount({ ...account, email: target.value })}
      />
      <NewPasswordField
        value={account.password}
        problem={problem}
        onEnter={(password) => setAccount({ ...account, password })}
      />
      <SubmitButton busy={busy} disabled={isOpen === null}>Create account</SubmitButton>
      <a href="/login" className={buttonClass("secondary", "lg")}>I have an account</a>
    </form>
  );
}

function ByInvitation() {
  return (
    <div className="mt-6 grid gap-4">
      <p role="status">
        Accounts are made by invitation here. Ask an admin of your organisation to invite you, and open the link in the
        message that you get.
      </p>
      <a href="/login" className={buttonClass("secondary", "lg")}>Back to signing in</a>
    </div>
  );
}
