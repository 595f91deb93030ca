import { z } from "zod";
import { KEY_SCOPES } from "./rpc.ts";
import { REGIONS, RESIDENCIES } from "./tenant.ts";

/** What members of an organisation can be. */
export const ROLES = ["viewer", "user", "manager", "admin"] as const;
/** A member's role. */
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** An organisation as one of its members sees it. */
export const OrganizationSummary = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  residency: z.enum(RESIDENCIES),
  role: Role,
  time_zone: z.string(),
});
export type OrganizationSummary = z.infer<typeof OrganizationSummary>;

/** Answer of `GET /v1/me`: who is signed in, and for which organisation. */
export const Me = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: OrganizationSummary,
  organizations: z.array(OrganizationSummary),
  /** Version of the running service. */
  version: z.string(),
});
export type Me = z.infer<typeof Me>;

/** Answer of `GET /v1/onboarding`: whether anything has arrived yet. */
export const Onboarding = z.object({
  has_events: z.boolean(),
  first_event_at: z.iso.datetime().nullable(),
  last_event_at: z.iso.datetime().nullable(),
  /** Where agents post: base URL, to which `/v1/events` and `/v1/otlp` are appended. */
  ingest_url: z.string(),
  region: z.enum(REGIONS),
});
export type Onboarding = z.infer<typeof Onboarding>;

/** Body of `POST /v1/keys`. */
export const ApiKeyInput = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1).default(["ingest"]),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

/** An API key in lists. */
export const ApiKeySummary = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(KEY_SCOPES)),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
export type ApiKeySummary = z.infer<typeof ApiKeySummary>;

/** Answer of `POST /v1/keys`: the only time the key itself is shown. */
export const CreatedApiKey = ApiKeySummary.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;
