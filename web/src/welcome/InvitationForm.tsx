import { useEffect, useState } from "react";
import { loginPath } from "../login/next-path.ts";
import { Button, buttonClass } from "../ui/Button.tsx";
import { readSignedIn } from "./read-signed-in.ts";
import { RegistrationForm } from "./RegistrationForm.tsx";
import { joinByInvitation } from "./welcome-requests.ts";

const NO_LINK = "This link is not whole. Open it again from the message, or ask for another invitation.";

/** Lets whoever was invited join: with the account that they are signed in to, or with a new one. */
export function InvitationForm() {
  const [token, setToken] = useState<string | null>(null);
  const [email, setEmail] = useState<string | null | undefined>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const given = new URLSearchParams(location.search).get("token");
    setToken(given);
    if (given === null) setProblem(NO_LINK);
    // Histories keep addresses, and who has this one could join.
    history.replaceState(null, "", location.pathname);
    void readSignedIn().then((user) => setEmail(user?.email ?? null));
  }, []);

  const join = async () => {
    if (token === null) return;
    setBusy(true);
    const outcome = await joinByInvitation(token);
    if ("isDone" in outcome) return location.assign("/");
    setBusy(false);
    setProblem(outcome.problem);
  };

  const signInPath = loginPath(`/invitation?token=${encodeURIComponent(token ?? "")}`);
  if (email === null && token !== null) return <RegistrationForm token={token} signInPath={signInPath} />;
  return (
    <div className="mt-6 grid gap-3">
      <p role="alert" className="min-h-4 text-danger-text">{problem}</p>
      <Button
        look="primary"
        size="lg"
        disabled={busy || token === null || email === undefined}
        aria-busy={busy}
        className="min-w-0"
        onClick={() => void join()}
      >
        {busy && <i className="spinner" />}
        <span className="truncate">{typeof email === "string" ? `Join as ${email}` : "Join"}</span>
      </Button>
      <a href={signInPath} className={buttonClass("secondary", "lg")}>Use another account</a>
    </div>
  );
}
