import { useEffect, useState } from "react";
import { loginPath } from "../login/next-path.ts";
import { useAttempt } from "../login/use-attempt.ts";
import { useLinkToken } from "../login/use-link-token.ts";
import { Button, buttonClass } from "../ui/Button.tsx";
import { readSignedIn } from "./read-signed-in.ts";
import { RegistrationForm } from "./RegistrationForm.tsx";
import { joinByInvitation } from "./welcome-requests.ts";

/** As the service makes tokens: a link that was cut off on its way has less. */
const WHOLE_TOKEN = /^[\w-]{20,64}$/;
const NO_LINK = "This link is not whole. Open it again from the message, or ask for another invitation.";

/** Lets whoever was invited join: with the account that they are signed in to, or with a new one. */
export function InvitationForm() {
  const token = useLinkToken();
  const [email, setEmail] = useState<string | null | undefined>();
  const { busy, problem, run } = useAttempt();
  useEffect(() => void readSignedIn().then((user) => setEmail(user?.email ?? null)), []);

  const hasToken = typeof token === "string" && WHOLE_TOKEN.test(token);
  const join = async () => {
    if (hasToken && await run(() => joinByInvitation(token))) location.assign("/");
  };

  const signInPath = loginPath(`/invitation?token=${encodeURIComponent(token ?? "")}`);
  if (email === null && hasToken) return <RegistrationForm token={token} signInPath={signInPath} />;
  return (
    <div className="mt-6 grid gap-3">
      <p role="alert" className="min-h-4 text-danger-text">{token !== undefined && !hasToken ? NO_LINK : problem}</p>
      <Button
        look="primary"
        size="lg"
        disabled={busy || !hasToken || email === undefined}
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
