import { getSessionFromCtx } from "better-auth/api";
import type { GenericEndpointContext } from "better-auth";
import type { Database } from "../../../stores/postgres/connect.ts";
import { type AttemptLimit, forgetAttempts } from "../../../stores/postgres/sign-in-attempts/count-attempt.ts";
import { consume } from "./consume-attempt.ts";

const GUESSES: AttemptLimit = { max: 10, windowSeconds: 900 };

/**
 * Counts tries of somebody signed in to confirm their password. A new password ends every other session, whatever was asked
 * for: whoever took over an account loses it with that.
 */
export async function beforeConfirming(database: Database, ctx: GenericEndpointContext) {
  const session = await getSessionFromCtx(ctx);
  // The route itself refuses those who are not signed in.
  if (session === null) return;
  await consume(database, keyOf(session.user.id), GUESSES);
  if (ctx.path !== "/change-password") return;
  return { context: { body: { ...ctx.body as object, revokeOtherSessions: true } } };
}

/** Forgets the tries of somebody who knew their password. */
export async function forgetConfirming(database: Database, ctx: GenericEndpointContext): Promise<void> {
  const { newSession, session } = ctx.context;
  const user = (newSession ?? session)?.user;
  if (user !== undefined) await forgetAttempts(database, keyOf(user.id));
}

const keyOf = (userId: string) => `password:${userId}`;
