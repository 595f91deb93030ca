import { type FormEvent, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { EntryHeading } from "./EntryHeading.tsx";
import { LoginField } from "./LoginField.tsx";
import { nextPath } from "./next-path.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { type SecondFactor, signInWithCode } from "./second-factor-requests.ts";

const FIELDS = {
  totp: {
    label: "Code of your authenticator",
    inputMode: "numeric",
    autoComplete: "one-time-code",
    maxLength: 8,
    other: "Use a recovery code",
  },
  recovery: {
    label: "Recovery code",
    inputMode: "text",
    autoComplete: "off",
    maxLength: 40,
    other: "Use the authenticator",
  },
} as const;

/** Asks whoever entered the right password for the code of their authenticator, or for a recovery code. */
export function SecondFactorForm({ onOver }: { onOver: (problem: string | null) => void }) {
  const [kind, setKind] = useState<SecondFactor["kind"]>("totp");
  const [code, setCode] = useState("");
  const [trustsBrowser, setTrustsBrowser] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { other, ...field } = FIELDS[kind];

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { currentTarget: form } = event;
    setBusy(true);
    setProblem(null);
    const outcome = await signInWithCode({ kind, code, trustsBrowser }, nextPath(location.search));
    if ("goTo" in outcome) return location.assign(outcome.goTo);
    if (outcome.isOver) return onOver(outcome.problem);
    setBusy(false);
    setProblem(outcome.problem);
    form.querySelector("input")?.select();
  };
  const change = () => {
    setKind(kind === "totp" ? "recovery" : "totp");
    setCode("");
    setProblem(null);
  };

  return (
    <>
      <EntryHeading heading="One step more" lead="Your password is right." />
      <form className="mt-6 grid gap-3" onSubmit={(event) => void submit(event)}>
        <LoginField
          // Another field takes the cursor when it takes the place of this one.
          key={kind}
          {...field}
          name="code"
          required
          autoFocus
          spellCheck={false}
          value={code}
          problem={problem}
          onChange={({ target }) => setCode(target.value)}
        />
        <label className="flex min-h-6 items-center gap-2">
          <input
            type="checkbox"
            className="size-4 accent-accent"
            checked={trustsBrowser}
            onChange={({ target }) => setTrustsBrowser(target.checked)}
          />
          Do not ask in this browser for 30 days
        </label>
        <SubmitButton busy={busy}>Sign in</SubmitButton>
        <div className="flex gap-2">
          <Button size="lg" className="flex-1" disabled={busy} onClick={change}>{other}</Button>
          <Button size="lg" className="flex-1" disabled={busy} onClick={() => onOver(null)}>Start again</Button>
        </div>
      </form>
    </>
  );
}
