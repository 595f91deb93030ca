import { type FormEvent, useEffect, useState } from "react";
import type { Residency } from "../../../contract/tenant.ts";
import { signOut } from "../api/session.ts";
import { LoginField } from "../login/LoginField.tsx";
import { loginPath } from "../login/next-path.ts";
import { SubmitButton } from "../login/SubmitButton.tsx";
import { useAttempt } from "../login/use-attempt.ts";
import { Button, buttonClass } from "../ui/Button.tsx";
import { readSignedIn, type SignedIn } from "./read-signed-in.ts";
import { ResidencyChoice } from "./ResidencyChoice.tsx";
import { foundOrganization } from "./welcome-requests.ts";

/** Founds an organisation, for whoever has none yet or wants another. */
export function FoundingForm() {
  const [person, setPerson] = useState<SignedIn | null>(null);
  const [name, setName] = useState("");
  const [residency, setResidency] = useState<Residency | null>(null);
  const { busy, problem, run } = useAttempt();

  useEffect(() => {
    void readSignedIn().then((user) => {
      if (user === null) location.assign(loginPath(location.pathname));
      else setPerson(user);
    });
  }, []);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (residency === null) return;
    if (await run(() => foundOrganization(name, residency))) location.assign("/");
  };

  return (
    <form method="post" className="mt-6 grid gap-4" onSubmit={(event) => void submit(event)}>
      <LoginField
        label="Name of the organisation"
        name="organization"
        autoComplete="organization"
        required
        maxLength={120}
        autoFocus
        value={name}
        problem={problem}
        onChange={({ target }) => setName(target.value)}
      />
      <ResidencyChoice chosen={residency} onChoose={setResidency} />
      <SubmitButton busy={busy} disabled={person === null}>Found organisation</SubmitButton>
      {person?.hasOrganization === true
        ? <a href="/" className={buttonClass("secondary", "lg")}>Back to the overview</a>
        : <Button size="lg" disabled={busy} onClick={() => void signOut()}>Sign out</Button>}
      <p className="text-12 text-text-2">
        {person !== null && (
          <>
            You are signed in as <b className="break-words">{person.email}</b>.{" "}
          </>
        )}
        Were you invited? Then open the link in that message instead.
      </p>
    </form>
  );
}
