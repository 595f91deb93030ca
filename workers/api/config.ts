import { z } from "zod";
import { LIMITS } from "../../contract/limits.ts";
import type { Region } from "../../contract/tenant.ts";
import type { MailService } from "./mail/send-by-http.ts";

const origin = z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin);
const required = z.string().min(1);
const optional = z.string().default("");

const Variables = z.object({
  PUBLIC_URL: origin,
  INGEST_URL: origin,
  VERSION: required,
  ENVIRONMENT: required,
  JURISDICTIONS: z.enum(["on", "off"]),
  SIGN_UP: z.enum(["open", "closed"]),
  MAIL_URL: z.union([z.literal(""), z.literal("outbox"), z.url({ protocol: /^https$/ })]),
  MAIL_FROM: required,
  DNS_RESOLVER: z.union([z.literal("local"), z.url({ protocol: /^https$/ })]),
  LOOPBACK_PROVIDERS: z.enum(["allowed", "refused"]),
  MAIL_TOKEN: optional,
  NEON_FETCH_ENDPOINT: optional,
  NEON_WS_PROXY: optional,
  DATABASE_URL: required,
  AUTH_DATABASE_URL: required,
  AUTH_SECRET: z.string().min(32),
  AUTH_SECRET_PREVIOUS: z.union([z.literal(""), z.string().min(32)]).optional(),
  KEY_VERDICT_SECONDS: z.coerce.number().int().min(1).max(LIMITS.keyVerdictMs / 1_000).default(
    LIMITS.keyVerdictMs / 1_000,
  ),
  SLOW_QUERY_MS: z.coerce.number().int().min(0).default(2_000),
  OPERATOR_TOKEN: z.union([z.literal(""), z.string().min(24)]).optional(),
  CLICKHOUSE_US_URL: z.url(),
  CLICKHOUSE_US_DATABASE: required,
  CLICKHOUSE_US_USER: required,
  CLICKHOUSE_US_PASSWORD: z.string(),
  CLICKHOUSE_EU_URL: z.url(),
  CLICKHOUSE_EU_DATABASE: required,
  CLICKHOUSE_EU_USER: required,
  CLICKHOUSE_EU_PASSWORD: z.string(),
});

/** How one region's ClickHouse is reached for reading. */
export interface ClickHouseAccess {
  url: string;
  database: string;
  user: string;
  password: string;
}

/** The Worker's settings, as its code uses them. */
export interface ApiConfig {
  /** Origin of the dashboard. */
  publicUrl: string;
  /** Origins whose pages may act with our cookie. */
  trustedOrigins: string[];
  ingestUrl: string;
  version: string;
  production: boolean;
  jurisdictions: boolean;
  /** Whether anybody may make an account, or only who was invited. */
  signUp: boolean;
  /** Where messages are handed over; `"outbox"` keeps them in memory for developers to read. */
  mail: MailService | "outbox";
  /** Answers DNS over HTTPS; `"local"` takes what developers note. */
  dnsResolver: string;
  /** Whether identity providers on one's own machine may be asked, over HTTP too. */
  loopbackProviders: boolean;
  databaseUrl: string;
  authDatabaseUrl: string;
  authSecret: string;
  /** The secret before; cookies that it signed are good for as long as it is set. */
  authSecretPrevious: string | undefined;
  /** How old verdicts about keys are when they are made, so that edges ask for them again sooner than they would. */
  verdictAgeMs: number;
  /** Questions to the event store that take longer stand in the log. */
  slowQueryMs: number;
  /** Opens the operators' routes; without it there are none. */
  operatorToken: string | undefined;
  neon: { fetchEndpoint: string; wsProxy: string };
  clickhouse: Record<Region, ClickHouseAccess>;
}

/** Reads the settings; throws naming every variable that is missing or wrong, and never a value. */
export function readConfig(env: object): ApiConfig {
  const parsed = Variables.safeParse(env);
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The api Worker's settings are not usable. ${faults.join("; ")}`);
  }
  const vars = parsed.data;
  return {
    publicUrl: vars.PUBLIC_URL,
    trustedOrigins: originsOf(vars.PUBLIC_URL),
    ingestUrl: vars.INGEST_URL,
    version: vars.VERSION,
    production: vars.ENVIRONMENT === "production",
    jurisdictions: vars.JURISDICTIONS === "on",
    signUp: vars.SIGN_UP === "open",
    mail: mailOf(vars),
    ...providerSettings(vars),
    databaseUrl: vars.DATABASE_URL,
    authDatabaseUrl: vars.AUTH_DATABASE_URL,
    authSecret: vars.AUTH_SECRET,
    authSecretPrevious: vars.AUTH_SECRET_PREVIOUS === "" ? undefined : vars.AUTH_SECRET_PREVIOUS,
    verdictAgeMs: LIMITS.keyVerdictMs - vars.KEY_VERDICT_SECONDS * 1_000,
    slowQueryMs: vars.SLOW_QUERY_MS,
    operatorToken: vars.OPERATOR_TOKEN === "" ? undefined : vars.OPERATOR_TOKEN,
    neon: { fetchEndpoint: vars.NEON_FETCH_ENDPOINT, wsProxy: vars.NEON_WS_PROXY },
    clickhouse: { us: accessTo("US", vars), eu: accessTo("EU", vars) },
  };
}

/** An outbox that everybody can read is for a developer's machine only. */
function mailOf({ MAIL_URL: url, MAIL_TOKEN: token, MAIL_FROM: from, ENVIRONMENT }: z.infer<typeof Variables>) {
  if (url !== "outbox") return { url, token, from };
  if (ENVIRONMENT === "production") {
    throw new Error("The api Worker's settings are not usable. MAIL_URL: is for development");
  }
  return url;
}

/** What stands in for the world outside is for a developer's machine only. */
function providerSettings({ DNS_RESOLVER: dnsResolver, LOOPBACK_PROVIDERS, ENVIRONMENT }: z.infer<typeof Variables>) {
  const loopbackProviders = LOOPBACK_PROVIDERS === "allowed";
  if (ENVIRONMENT === "production" && (dnsResolver === "local" || loopbackProviders)) {
    throw new Error("The api Worker's settings are not usable. DNS_RESOLVER, LOOPBACK_PROVIDERS: are for development");
  }
  return { dnsResolver, loopbackProviders };
}

const LOOPBACK = ["localhost", "127.0.0.1"];

/** The dashboard's origin; on one's own machine by either of its names, since people type both. */
function originsOf(publicUrl: string): string[] {
  const url = new URL(publicUrl);
  if (!LOOPBACK.includes(url.hostname)) return [publicUrl];
  return LOOPBACK.map((host) => `${url.protocol}//${host}${url.port === "" ? "" : `:${url.port}`}`);
}

function accessTo(region: Uppercase<Region>, vars: z.infer<typeof Variables>): ClickHouseAccess {
  return {
    url: vars[`CLICKHOUSE_${region}_URL`],
    database: vars[`CLICKHOUSE_${region}_DATABASE`],
    user: vars[`CLICKHOUSE_${region}_USER`],
    password: vars[`CLICKHOUSE_${region}_PASSWORD`],
  };
}
