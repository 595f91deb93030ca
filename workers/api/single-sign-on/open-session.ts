import type { RequestContext } from "../context.ts";
import { libraryAnswer } from "../auth/library-answer.ts";
import type { FinishedSignIn } from "./finish-sign-in.ts";

/** Opens a session of somebody whom a provider has vouched for. Answers the `Set-Cookie` values. */
export async function openSession(
  ctx: RequestContext,
  { userId, providerId, organizationId }: FinishedSignIn,
  headers: Headers,
): Promise<string[]> {
  const body = { userId, providerId, organizationId };
  const opened = await libraryAnswer(ctx.auth.library().api.openSsoSession({ body, headers, returnHeaders: true }));
  return opened.headers.getSetCookie();
}
