import { Building2, Fingerprint } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { CheckMail } from "./CheckMail.tsx";
import { EntryHeading } from "./EntryHeading.tsx";
import { ForgottenPassword } from "./ForgottenPassword.tsx";
import { LoginField } from "./LoginField.tsx";
import { nextPath } from "./next-path.ts";
import { hasPasskeys } from "../passkeys/browser-passkeys.ts";
import { SecondFactorForm } from "./SecondFactorForm.tsx";
import { explainConfirmation } from "./explain-confirmation.ts";
import { explainSso } from "./explain-sso.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { type SignInOutcome, signInWithPasskey, signInWithPassword, startSingleSignOn } from "./sign-in-requests.ts";

const HEADING = { heading: "Sign in", lead: "See what your agents do, cost and break." };
const QUIET = "inline-flex min-h-6 items-center max-sm:min-h-9 underline-offset-2 hover:underline";

/** Signs a person in with e-mail and password, a passkey or their organisation's provider, and leads on to where they wanted to go. */
export function LoginForm() {
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [asksForCode, setAsksForCode] = useState(false);
  /** The address of whoever forgot their password, or has not confirmed it yet. */
  const [forgotten, setForgotten] = useState<string | null>(null);
  const [unconfirmed, setUnconfirmed] = useState<string | null>(null);
  const [notice, setNotice] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    setReady(true);
    const confirmation = explainConfirmation(location.search);
    if (confirmation !== null && "notice" in confirmation) return setNotice(confirmation.notice);
    setProblem(confirmation?.problem ?? explainSso(location.search));
  }, []);

  const enter = async (trying: (next: string) => Promise<SignInOutcome>) => {
    setBusy(true);
    setProblem(null);
    const outcome = await trying(nextPath(location.search));
    if ("goTo" in outcome) return location.assign(outcome.goTo);
    if ("asksForCode" in outcome) return setAsksForCode(true);
    setBusy(false);
    if ("unconfirmed" in outcome) return setUnconfirmed(outcome.unconfirmed);
    setProblem(outcome.problem);
  };
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    await enter((next) => signInWithPassword(email.current?.value ?? "", password.current?.value ?? "", next));
    password.current?.select();
  };
  const withPasskey = async () => {
    if (hasPasskeys()) return await enter(signInWithPasskey);
    setProblem("This browser has no passkeys.");
  };
  const singleSignOn = () => {
    if (email.current?.reportValidity() !== true) return;
    const { value } = email.current;
    void enter((next) => startSingleSignOn(value, next));
  };

  if (asksForCode) {
    return (
      <SecondFactorForm
        onOver={(words) => {
          setAsksForCode(false);
          setBusy(false);
          setProblem(words);
        }}
      />
    );
  }
  if (forgotten !== null) return <ForgottenPassword email={forgotten} onBack={() => setForgotten(null)} />;
  if (unconfirmed !== null) {
    return (
      <>
        <EntryHeading heading="Confirm your address" lead="Then you can sign in." />
        <CheckMail email={unconfirmed} onBack={() => setUnconfirmed(null)}>
          Show first that <b className="break-words">{unconfirmed}</b>{" "}
          is yours: open the link in the message that you got when you signed up.
        </CheckMail>
      </>
    );
  }
  return (
    <>
      <EntryHeading {...HEADING} />
      {/* Until this code runs the browser would submit the form by itself: never with the password in the address. */}
      <form method="post" className="mt-6 grid gap-3" onSubmit={(event) => void submit(event)}>
        {notice !== null && <p role="status">{notice}</p>}
        <LoginField
          ref={email}
          label="Work e-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          isQuiet
          problem={problem}
        />
        <LoginField
          ref={password}
          label="Password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          problem={problem}
        />
        <SubmitButton
          busy={busy}
          disabled={!ready}
          // It looks the same before this code runs as after: that lasts a moment, and a change of its look would flash.
          className={busy ? undefined : "disabled:cursor-default! disabled:opacity-100!"}
        >
          Sign in
        </SubmitButton>
        <div className="flex gap-2">
          <Button size="lg" className="flex-1" disabled={busy} onClick={singleSignOn}>
            <Building2 size={16} className="text-text-3" aria-hidden="true" />
            Single sign-on
          </Button>
          <Button size="lg" className="flex-1" disabled={busy} onClick={() => void withPasskey()}>
            <Fingerprint size={16} className="text-text-3" aria-hidden="true" />
            Passkey
          </Button>
        </div>
        <div className="flex flex-wrap justify-between gap-x-4 text-12 text-text-2">
          <button type="button" className={QUIET} onClick={() => setForgotten(email.current?.value ?? "")}>
            Forgot your password?
          </button>
          <a href="/sign-up" className={QUIET}>Create an account</a>
        </div>
      </form>
    </>
  );
}
