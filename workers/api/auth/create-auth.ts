import { passkey } from "@better-auth/passkey";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { Database, PooledDatabase } from "../../../stores/postgres/connect.ts";
import { findMemberships } from "../../../stores/postgres/members/find-memberships.ts";
import { mintId } from "../../../stores/postgres/mint-id.ts";
import * as schema from "../../../stores/postgres/schema/index.ts";
import type { ApiConfig } from "../config.ts";
import { knownAddressMail, resetMail, verificationMail } from "../mail/messages.ts";
import type { SendMail } from "../mail/mail.ts";
import { attemptRules } from "./attempt-rules.ts";
import { legacySecret, secretVersions } from "./key-ring.ts";
import { logLibrary } from "./log-library.ts";
import { requireOtherWayIn } from "./require-other-way-in.ts";
import { ssoSessions } from "./sso-sessions.ts";

const SESSION_SECONDS = 7 * 24 * 3600;
const LINK_SECONDS = 3600;
const TRUSTED_DEVICE_SECONDS = 30 * 24 * 3600;
const SESSION_RENEWAL_SECONDS = 24 * 3600;

/** Tables by the library's names for them. */
const tables = {
  user: schema.users,
  account: schema.accounts,
  session: schema.sessions,
  verification: schema.verifications,
  twoFactor: schema.twoFactors,
  passkey: schema.passkeys,
  rateLimit: schema.signInAttempts,
};

const idPrefixes = {
  user: "usr",
  account: "acc",
  session: "ses",
  verification: "ver",
  twoFactor: "2fa",
  passkey: "psk",
  rateLimit: "try",
} as const;

/** What the library's queries run on: over HTTP one by one, or over a pool in transactions. */
export type AuthDatabase =
  | { database: Database; transactions: false }
  | { database: PooledDatabase["database"]; transactions: true };

/** How the library reaches people, and what it may leave for after the answer. */
export interface AuthServices {
  sendMail: SendMail;
  /** So that an answer takes as long for an address that has an account as for one that has none. */
  waitUntil(work: Promise<unknown>): void;
}

/**
 * The sign-in library under `/auth`. Addresses come from the configuration and never from the request, which may have
 * passed through proxies.
 * @param library what the library's own queries run on
 * @param questions for questions of ours; both are logged in as the sign-in role
 */
export function createAuth(config: ApiConfig, library: AuthDatabase, questions: Database, services: AuthServices) {
  return betterAuth({
    appName: "Fleetglass",
    baseURL: config.publicUrl,
    basePath: "/auth",
    secret: legacySecret(config),
    secrets: secretVersions(config),
    trustedOrigins: config.trustedOrigins,
    database: drizzleAdapter(library.database, { provider: "pg", schema: tables, transaction: library.transactions }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: !config.signUp,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      requireEmailVerification: true,
      resetPasswordTokenExpiresIn: LINK_SECONDS,
      // Whoever took over an account loses it together with the password.
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) => services.sendMail(resetMail(user.email, url)),
      onExistingUserSignUp: ({ user }) => services.sendMail(knownAddressMail(user.email, config.publicUrl)),
    },
    emailVerification: {
      sendOnSignUp: true,
      // A link opens no session: whoever is sent somebody else's would act in their account without knowing.
      autoSignInAfterVerification: false,
      expiresIn: LINK_SECONDS,
      sendVerificationEmail: ({ user, url }) => services.sendMail(verificationMail(user.email, url)),
    },
    session: {
      expiresIn: SESSION_SECONDS,
      updateAge: SESSION_RENEWAL_SECONDS,
      additionalFields: {
        activeOrganizationId: { type: "string", required: false, input: false },
        ssoProviderId: { type: "string", required: false, input: false },
      },
    },
    // By address and path; guesses at an account are counted by attemptRules, everywhere. One machine is one address.
    rateLimit: { enabled: config.production, storage: "database" },
    hooks: attemptRules(questions),
    telemetry: { enabled: false },
    logger: { level: "error", log: logLibrary },
    onAPIError: {
      // Otherwise the library prints unknown errors, queries' values and all, and answers them itself.
      onError: (error) => {
        if (!(error instanceof APIError)) throw error;
      },
    },
    advanced: {
      cookiePrefix: "fleetglass",
      useSecureCookies: config.publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      backgroundTasks: { handler: services.waitUntil },
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      database: {
        generateId: ({ model }) => mintId(idPrefixes[model as keyof typeof idPrefixes]),
      },
    },
    plugins: [
      twoFactor({ issuer: "Fleetglass", trustDeviceMaxAge: TRUSTED_DEVICE_SECONDS }),
      ssoSessions(),
      passkey({ rpName: "Fleetglass", rpID: new URL(config.publicUrl).hostname, origin: config.trustedOrigins }),
    ],
    databaseHooks: {
      session: {
        create: {
          // Whoever signs in looks at the organisation joined first, until choosing another.
          before: async (session) => {
            if (session.ssoProviderId !== undefined) return;
            await requireOtherWayIn(questions, session.userId);
            const [first] = await findMemberships(questions, session.userId);
            return { data: { ...session, activeOrganizationId: first?.id ?? null } };
          },
        },
      },
    },
  });
}

/** The sign-in library, configured. */
export type Auth = ReturnType<typeof createAuth>;
