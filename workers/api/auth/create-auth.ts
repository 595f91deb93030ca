import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { APIError } from "better-auth/api";
import { betterAuth } from "better-auth/minimal";
import { organization } from "better-auth/plugins/organization";
import type { Database, PooledDatabase } from "../../../stores/postgres/connect.ts";
import { findMemberships } from "../../../stores/postgres/members/find-memberships.ts";
import { mintId } from "../../../stores/postgres/mint-id.ts";
import * as schema from "../../../stores/postgres/schema/index.ts";
import type { ApiConfig } from "../config.ts";
import { logLibrary } from "./log-library.ts";
import { organizationRules } from "./organization-rules.ts";
import { accessControl, memberRoles } from "./roles.ts";

const SESSION_SECONDS = 7 * 24 * 3600;
const SESSION_RENEWAL_SECONDS = 24 * 3600;

/** Tables by the library's names for them. */
const tables = {
  user: schema.users,
  account: schema.accounts,
  session: schema.sessions,
  verification: schema.verifications,
  organization: schema.organizations,
  member: schema.members,
  invitation: schema.invitations,
};

const idPrefixes = {
  user: "usr",
  account: "acc",
  session: "ses",
  verification: "ver",
  organization: "org",
  member: "mem",
  invitation: "inv",
} as const;

/** What the library's queries run on: over HTTP one by one, or over a pool in transactions. */
export type AuthDatabase =
  | { database: Database; transactions: false }
  | { database: PooledDatabase["database"]; transactions: true };

/**
 * The sign-in library under `/auth`. Addresses come from the configuration and never from the request, which may have
 * passed through proxies.
 * @param library what the library's own queries run on
 * @param questions for questions of ours; both are logged in as the sign-in role
 */
export function createAuth(config: ApiConfig, library: AuthDatabase, questions: Database) {
  return betterAuth({
    appName: "Fleetglass",
    baseURL: config.publicUrl,
    basePath: "/auth",
    secret: config.authSecret,
    trustedOrigins: config.trustedOrigins,
    database: drizzleAdapter(library.database, { provider: "pg", schema: tables, transaction: library.transactions }),
    emailAndPassword: { enabled: true, disableSignUp: !config.signUp, minPasswordLength: 10 },
    session: { expiresIn: SESSION_SECONDS, updateAge: SESSION_RENEWAL_SECONDS },
    rateLimit: { enabled: config.production },
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
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
      database: {
        generateId: ({ model }) => mintId(idPrefixes[model as keyof typeof idPrefixes]),
      },
    },
    plugins: [
      organization({
        ac: accessControl,
        roles: memberRoles,
        creatorRole: "admin",
        // Founding one is a single transaction of ours: POST /v1/organizations.
        allowUserToCreateOrganization: false,
        disableOrganizationDeletion: true,
        organizationHooks: organizationRules,
        schema: {
          organization: {
            additionalFields: { residency: { type: ["us", "eu"], required: true, input: true } },
          },
        },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          // Whoever signs in looks at the organisation joined first, until choosing another.
          before: async (session) => {
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
