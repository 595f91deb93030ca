import { z } from "zod";
import { givenName } from "./account.ts";

const userId = z.string().min(1).max(1_024);

/** Body of `POST /v1/privacy/erasures`. */
export const ErasureInput = z.strictObject({
  user_ids: z.array(userId).min(1).max(20).meta({
    description: "Everything that events call the person: addresses, ids, pseudonyms.",
    example: ["ana.lind@kestrel.example", "ana.lind"],
  }),
  reason: givenName(200).optional().meta({
    description: "Kept with the receipt; it must not name the person.",
    example: "Left the company and asked for it",
  }),
});
export type ErasureInput = z.infer<typeof ErasureInput>;

/** Query of `GET /v1/privacy/person`. */
export const PersonQuery = z.strictObject({
  user_id: z.union([userId.transform((id) => [id]), z.array(userId).min(1).max(20)]),
  org_id: z.string().optional(),
});
export type PersonQuery = z.infer<typeof PersonQuery>;

/** How an erasure stands. */
export const ERASURE_STATES = ["running", "complete"] as const;
/** How an erasure stands. */
export type ErasureState = (typeof ERASURE_STATES)[number];

/** What an erasure removed where. */
export const ErasureReceipt = z.record(z.string(), z.union([z.number(), z.string(), z.boolean()]));
export type ErasureReceipt = z.infer<typeof ErasureReceipt>;

/** An erasure and its receipt. */
export const Erasure = z.object({
  id: z.string(),
  state: z.enum(ERASURE_STATES),
  digests: z.array(z.string()).meta({ description: "SHA-256 of `erased:<organisation>:<id>`, 32 hex digits each." }),
  reason: z.string().nullable(),
  requested_by: z.string(),
  requested_at: z.iso.datetime(),
  completed_at: z.iso.datetime().nullable(),
  receipt: ErasureReceipt,
});
export type Erasure = z.infer<typeof Erasure>;

/** What somebody agrees to. */
export const CONSENT_PURPOSES = ["terms", "privacy_policy", "product_mail", "telemetry"] as const;

/** Body of `POST /v1/account/consents`. */
export const ConsentInput = z.strictObject({
  purpose: z.enum(CONSENT_PURPOSES),
  granted: z.boolean(),
  version: z.string().regex(/^[\w.-]{1,40}$/).meta({ example: "2026-11", description: "Which text was agreed to." }),
});
export type ConsentInput = z.infer<typeof ConsentInput>;

/** A line of the consent log. */
export const Consent = ConsentInput.extend({ id: z.string(), user_id: z.string(), at: z.iso.datetime() });
export type Consent = z.infer<typeof Consent>;

/** Answer of `GET /v1/privacy/person`: everything that is kept of a person, as it is kept. */
export const PersonArchive = z.object({
  exported_at: z.iso.datetime(),
  user_ids: z.array(z.string()).meta({ description: "Every name that was looked for, pseudonyms too." }),
  memberships: z.array(z.looseObject({ user_id: z.string() })),
  sign_in: z.object({
    accounts: z.array(z.looseObject({ user_id: z.string() })),
    sessions: z.array(z.looseObject({ id: z.string() })).meta({ description: "Open ones, and from where." }),
    passkeys: z.array(z.looseObject({ id: z.string() })).meta({ description: "By name; the keys stay with us." }),
  }).meta({ description: "How they sign in, without what would let somebody in." }),
  audit: z.array(z.looseObject({})).meta({ description: "Lines of the audit log about what they did." }),
  consents: z.array(z.looseObject({})),
  api_keys: z.array(z.looseObject({})).meta({ description: "Keys that they made." }),
  saved_views: z.array(z.looseObject({})).meta({ description: "Views that they saved." }),
  exports: z.array(z.looseObject({})).meta({ description: "Exports that they asked for." }),
  invitations: z.array(z.looseObject({})).meta({ description: "Invitations to their addresses." }),
  parked_events: z.array(z.looseObject({})).meta({
    description: "Events of theirs in messages that could not be stored, and wait to be replayed.",
  }),
  events: z.array(z.looseObject({})).meta({ description: "Every event of theirs, with all its columns." }),
}).meta({ id: "PersonArchive" });
