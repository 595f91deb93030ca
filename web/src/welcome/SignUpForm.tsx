import { type FormEvent, useEffect, useState } from "react";
import { LoginField } from "../login/LoginField.tsx";
import { PASSWORD_LENGTH } from "../login/password-length.ts";
import { Button, buttonClass } from "../ui/Button.tsx";
import { CheckMail } from "./CheckMail.tsx";
import { isSignUpOpen, type NewAccount, signUp } from "./welcome-requests.ts";

const NOBODY: NewAccount = { name: "", email: "", password: "" };

/** Makes an account for whoever is new. It does not tell who has one. */
export function SignUpForm() {
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const [account, setAccount] = useState(NOBODY);
  const [busy, setBusy] = useState(false);
  const [isSent, setIsSent] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => void isSignUpOpen().then(setIsOpen), []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const outcome = await signUp(account);
    setBusy(false);
    if ("problem" in outcome) return setProblem(outcome.problem);
    setIsSent(true);
  };
  const enter = (field: keyof NewAccount) => ({
    value: account[field],
    onChange: ({ target }: { target: { value: string } }) => setAccount({ ...account, [field]: target.value }),
  });

  if (isOpen === false) return <ByInvitation />;
  if (isSent) {
    return (
      <CheckMail email={account.email} onBack={() => location.assign("/login")}>
        A message is on its way to <b className="break-words">{account.email}</b>. Open the link in it within an hour.
      </CheckMail>
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
        {...enter("name")}
      />
      <LoginField
        label="Work e-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        maxLength={254}
        isQuiet
        problem={problem}
        {...enter("email")}
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
        {...enter("password")}
      />
      <Button type="submit" look="primary" size="lg" disabled={busy || isOpen === null} aria-busy={busy}>
        {busy && <i className="spinner" />}
        Create account
      </Button>
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
