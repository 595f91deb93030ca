import { z } from "zod";
import { PriceOverrides } from "./prices/rates.ts";

/** What an organisation decides about what the edge does with its telemetry. */
export const PrivacySettings = z.object({
  capture_content: z.boolean().default(false).meta({
    description:
      "Keep prompts, responses, tool arguments and results that telemetry carries. Otherwise they are dropped.",
  }),
  pseudonymise_emails: z.boolean().default(false).meta({
    description: "Replace e-mail addresses by pseudonyms, the same person by the same one, before anything is stored.",
  }),
});
export type PrivacySettings = z.infer<typeof PrivacySettings>;

/** Body of `PATCH /v1/organization/settings`: what is left out stays as it is. */
export const PrivacyPatch = z.strictObject({
  capture_content: z.boolean().optional(),
  pseudonymise_emails: z.boolean().optional(),
});
export type PrivacyPatch = z.infer<typeof PrivacyPatch>;

/** Everything that the edge has to know about an organisation beside its limits. */
export const TenantSettings = PrivacySettings.extend({ prices: PriceOverrides.default([]) });
export type TenantSettings = z.infer<typeof TenantSettings>;
