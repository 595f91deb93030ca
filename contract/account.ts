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
  grants: z.record(z.string(), z.enum(["own", "team", "org"])).meta({
    description: "What this person may do in the organisation, and how far each permission reaches.",
  }),
  /** Version of the running service. */
  version: z.string(),
});
export type Me = z.infer<typeof Me>;

/** Answer of `GET /v1/sign-up`. */
export const SignUp = z.object({
  open: z.boolean().meta({ description: "Where it is false, accounts are made by invitation alone." }),
});
export type SignUp = z.infer<typeof SignUp>;

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

/** A name that people give to something: some text on one line, at most `maxLength` UTF-16 code units. */
export function givenName(maxLength: number) {
  return z.string().trim().min(1).max(maxLength).regex(/^\P{Cc}*$/u, "must not have control characters");
}

/** Body of `POST /v1/keys`. */
export const ApiKeyInput = z.object({
  name: givenName(80),
  scopes: z.array(z.enum(KEY_SCOPES)).min(1).default(["ingest"]),
  expires_at: z.iso.datetime({ offset: true }).optional().meta({
    description: "When the key ends by itself.",
    example: "2099-01-01T00:00:00Z",
  }),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

/** Body of `POST /v1/keys/{id}/rotate`. */
export const KeyRotation = z.object({
  overlap_seconds: z.int().min(0).max(7 * 86_400).default(86_400).meta({
    description: "How long the old key works beside the new one.",
  }),
});
export type KeyRotation = z.infer<typeof KeyRotation>;

/** An API key in lists. */
export const ApiKeySummary = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string().meta({ description: "What may be shown of the key; it names the region." }),
  scopes: z.array(z.enum(KEY_SCOPES)),
  created_at: z.iso.datetime(),
  /** `null` where nobody is known any more; a name only of people who are still members. */
  created_by: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  last_used_at: z.iso.datetime().nullable().meta({ description: "At most two minutes before the last use." }),
  expires_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
});
export type ApiKeySummary = z.infer<typeof ApiKeySummary>;

/** Answer of `POST /v1/keys`: the only time the key itself is shown. */
export const CreatedApiKey = ApiKeySummary.extend({ key: z.string() });
export type CreatedApiKey = z.infer<typeof CreatedApiKey>;

/** Answer of `POST /v1/keys/{id}/rotate`: the new key, and until when the one works whose place it takes. */
export const RotatedApiKey = CreatedApiKey.extend({
  replaces: z.object({ id: z.string(), expires_at: z.iso.datetime() }),
});
export type RotatedApiKey = z.infer<typeof RotatedApiKey>;

/** A device on which somebody is signed in. */
export const DeviceSession = z.object({
  id: z.string(),
  current: z.boolean().meta({ description: "Whether it is the one that asks." }),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime().meta({ description: "Noted once a day." }),
  expires_at: z.iso.datetime(),
  ip: z.string().nullable(),
  user_agent: z.string().nullable(),
});
export type DeviceSession = z.infer<typeof DeviceSession>;
