import { Building2, Fingerprint, TriangleAlert } from "lucide-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { nextPath } from "./next-path.ts";
import { hasPasskeys } from "../passkeys/browser-passkeys.ts";
import { explainSso } from "./explain-sso.ts";
import { type SignInOutcome, signInWithPasskey, signInWithPassword, startSingleSignOn } from "./sign-in-requests.ts";

const INPUT =
  "h-10 w-full rounded-md border bg-surface px-2.5 text-14 placeholder:text-text-3 focus-visible:border-accent focus-visible:outline-offset-[-1px] focus-visible:rounded-md max-sm:h-11 max-sm:text-16";

/** Signs a person in with e-mail and password, a passkey or their organisation's provider, and leads on to where they wanted to go. */
export function LoginForm() {
  const [ready, setReady] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const email = useRef<HTMLInputElement>(null);
  const password = useRef<HTMLInputElement>(null);

  useEffect(() => {
    setReady(true);
    setProblem(explainSso(location.search));
  }, []);

  const enter = async (trying: (next: string) => Promise<SignInOutcome>) => {
    setBusy(true);
    setProblem(null);
    const outcome = await trying(nextPath(location.search));
    if ("goTo" in outcome) return location.assign(outcome.goTo);
    setBusy(false);
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

  const edge = problem === null ? "border-control" : "border-danger";
  return (
    // Until this code runs the browser would submit the form by itself: never with the password in the address.
    <form method="post" className="mt-6 grid gap-3" onSubmit={(event) => void submit(event)}>
      <div className="grid gap-1.5">
        <label htmlFor="email" className="font-medium">Work e-mail</label>
        <input
          ref={email}
          id="email"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          className={`${INPUT} ${edge}`}
          aria-invalid={problem !== null}
        />
      </div>
      <div className="grid gap-1.5">
        <label htmlFor="password" className="font-medium">Password</label>
        <input
          ref={password}
          id="password"
          name="password"
          type="password"
          autoComplete="current-password"
          required
          className={`${INPUT} ${edge}`}
          aria-invalid={problem !== null}
          aria-describedby="problem"
        />
        {/* The line is there from the start, so that a problem moves nothing. */}
        <p id="problem" role="alert" className="flex min-h-4 items-center gap-[5px] text-12 text-danger-text">
          {problem !== null && (
            <>
              <TriangleAlert size={14} className="shrink-0" aria-hidden="true" />
              {problem}
            </>
          )}
        </p>
      </div>
      <Button
        type="submit"
        look="primary"
        size="lg"
        disabled={busy || !ready}
        aria-busy={busy}
        // It looks the same before this code runs as after: that lasts a moment, and a change of its look would flash.
        className={busy ? undefined : "disabled:cursor-default! disabled:opacity-100!"}
      >
        {busy && <i className="spinner" />}
        Sign in
      </Button>
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
    </form>
  );
}
