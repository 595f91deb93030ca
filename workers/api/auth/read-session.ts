import type { RequestContext } from "../context.ts";
import { libraryAnswer } from "./library-answer.ts";
import { renewSignatures, secretsOf } from "./renew-signatures.ts";

/** An open session. */
export interface OpenSession {
  user: { id: string; name: string; email: string };
  session: { id: string; expiresAt: number };
  activeOrganizationId: string | undefined;
  /** `Set-Cookie` values, where the session was renewed. */
  renewedCookies: string[];
}

/** The session that a request's cookie opens, or `undefined`. Throws STORE_UNAVAILABLE. */
export async function readSession(ctx: RequestContext, headers: Headers): Promise<OpenSession | undefined> {
  if (!headers.has("cookie")) return undefined;
  const signed = await renewSignatures(headers, secretsOf(ctx.config));
  const answer = await libraryAnswer(ctx.sessions.api.getSession({ headers: signed, returnHeaders: true }));
  if (answer.response === null) return undefined;
  const { user, session } = answer.response;
  return {
    user: { id: user.id, name: user.name, email: user.email },
    session: { id: session.id, expiresAt: session.expiresAt.getTime() },
    activeOrganizationId: session.activeOrganizationId ?? undefined,
    renewedCookies: answer.headers.getSetCookie(),
  };
}
