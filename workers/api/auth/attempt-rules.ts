import { APIError, createAuthMiddleware } from "better-auth/api";
import type { Database } from "../../../stores/postgres/connect.ts";
import {
  type AttemptLimit,
  countAttempt,
  forgetAttempts,
} from "../../../stores/postgres/sign-in-attempts/count-attempt.ts";
import { recordFailedSignIn } from "../../../stores/postgres/audit-log/record-failed-sign-in.ts";
import { beforeConfirming, forgetConfirming } from "./confirm-password.ts";
import { consume } from "./consume-attempt.ts";
import { refuseBoundDomain } from "./require-other-way-in.ts";

/** Guesses at one account from one place, and from everywhere: the first is tight, the second only stops a crowd. */
const FROM_ONE_PLACE: AttemptLimit = { max: 10, windowSeconds: 900 };
const FROM_EVERYWHERE: AttemptLimit = { max: 100, windowSeconds: 900 };
/** A code of an authenticator is good once; it could be used again for this long. */
const CODE_SECONDS = 120;
/** Messages to one address. */
const MAILS: AttemptLimit = { max: 5, windowSeconds: 3_600 };
/** Of somebody who is signed in and shows that they know their password, too: the session may be stolen. */
const CONFIRMED = [
  "/change-password",
  "/two-factor/enable",
  "/two-factor/disable",
  "/two-factor/generate-backup-codes",
];
const MAILING = ["/sign-up/email", "/request-password-reset", "/send-verification-email"];

/**
 * What is counted before and after the library's own checks. Accounts that are none are counted alike, so that the count
 * tells nobody which there are.
 * @param database for questions of ours, logged in as the sign-in role
 */
export function attemptRules(database: Database) {
  return {
    before: createAuthMiddleware(async (ctx) => {
      if (CONFIRMED.includes(ctx.path)) return await beforeConfirming(database, ctx);
      await beforeEntering(database, ctx.path, { email: emailOf(ctx.body), headers: ctx.headers });
      return undefined;
    }),
    after: createAuthMiddleware(async (ctx) => {
      const { newSession, returned } = ctx.context;
      if (ctx.path === "/sign-in/email") {
        const email = emailOf(ctx.body);
        if (email === undefined) return;
        if (returned instanceof APIError) return await recordFailedSignIn(database, email, originFrom(ctx.headers));
        await forgetAttempts(database, (await keysOf(email, ctx.headers)).place);
      } else if (CONFIRMED.includes(ctx.path)) {
        if (!(returned instanceof APIError)) await forgetConfirming(database, ctx);
      } else if (ctx.path === "/two-factor/verify-totp" && newSession !== null) {
        const { user, session } = newSession;
        const code = String((ctx.body as { code?: unknown } | undefined)?.code);
        const once = { max: 1, windowSeconds: CODE_SECONDS };
        if (await countAttempt(database, `code:${await digest(`${user.id}:${code}`)}`, once, Date.now()) === 0) return;
        await ctx.context.internalAdapter.deleteSession(session.token);
        throw new APIError("UNAUTHORIZED", { message: "The code was used before; wait for the next one." });
      }
    }),
  };
}

/** Counts what somebody does who is not signed in, by the address they name. */
async function beforeEntering(
  database: Database,
  path: string,
  { email, headers }: { email: string | undefined; headers: Headers | undefined },
): Promise<void> {
  if (email === undefined) return;
  if (path === "/sign-in/email") {
    const keys = await keysOf(email, headers);
    await consume(database, keys.place, FROM_ONE_PLACE);
    await consume(database, keys.everywhere, FROM_EVERYWHERE);
  } else if (path === "/sign-up/email") {
    await refuseBoundDomain(database, email);
  }
  if (MAILING.includes(path)) await consume(database, `mail:${await digest(email)}`, MAILS);
}

function emailOf(body: unknown): string | undefined {
  const email = (body as { email?: unknown } | undefined)?.email;
  return typeof email === "string" ? email.trim().toLowerCase() : undefined;
}

/** Addresses are kept as digests: a table of tries is no list of people. */
async function keysOf(email: string, headers: Headers | undefined) {
  const account = await digest(email);
  const place = headers?.get("cf-connecting-ip") ?? "";
  return { place: `sign-in:${account}:${place}`, everywhere: `sign-in:${account}` };
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function originFrom(headers: Headers | undefined) {
  return { ip: headers?.get("cf-connecting-ip") ?? undefined, userAgent: headers?.get("user-agent") ?? undefined };
}
