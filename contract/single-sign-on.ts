import { z } from "zod";
import { givenName, Role } from "./account.ts";

/** What identity providers speak. */
export const SSO_PROTOCOLS = ["oidc", "saml"] as const;
/** What an identity provider speaks. */
export type SsoProtocol = (typeof SSO_PROTOCOLS)[number];

const url = z.url().max(2_048);
const groupName = z.string().min(1).max(256);
/** Roles by the names of groups that the provider tells. */
export const GroupRoles = z.record(groupName, Role).refine(
  (roles) => Object.keys(roles).length <= 100,
  "has too many groups",
);
export type GroupRoles = z.infer<typeof GroupRoles>;

const domain = z.string().trim().toLowerCase().max(253).regex(
  /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
  "is not a domain such as example.com",
).meta({ examples: ["example.com"] });

const common = {
  name: givenName(80),
  default_role: Role,
  group_claim: givenName(256).nullable().meta({
    description: "Claim or attribute with the names of a person's groups.",
  }),
  group_roles: GroupRoles.meta({ description: "The role that a group gives; the highest counts." }),
};
const choices = {
  default_role: common.default_role.default("viewer"),
  group_claim: common.group_claim.default(null),
  group_roles: common.group_roles.default({}),
};
const oidc = { issuer: url, client_id: z.string().min(1).max(512), client_secret: z.string().min(1).max(2_048) };
const saml = {
  metadata_url: url.optional().meta({ description: "Where the provider's metadata is; or send it as `metadata_xml`." }),
  metadata_xml: z.string().min(1).max(48_000).optional(),
};

/** Body of `POST /v1/organization/sso`. */
export const SsoProviderInput = z.discriminatedUnion("protocol", [
  z.strictObject({ protocol: z.literal("oidc"), name: common.name, domain, ...choices, ...oidc }),
  z.strictObject({ protocol: z.literal("saml"), name: common.name, domain, ...choices, ...saml }),
]);
export type SsoProviderInput = z.infer<typeof SsoProviderInput>;

/** Body of `PATCH /v1/organization/sso/{id}`: what is left out stays. */
export const SsoProviderPatch = z.strictObject({
  name: common.name.optional(),
  default_role: common.default_role.optional(),
  group_claim: common.group_claim.optional(),
  group_roles: common.group_roles.optional(),
  enforced: z.boolean().optional().meta({
    description: "Whether people of the domain sign in through the provider only.",
  }),
  client_id: oidc.client_id.optional(),
  client_secret: oidc.client_secret.optional(),
  ...saml,
});
export type SsoProviderPatch = z.infer<typeof SsoProviderPatch>;

/** An identity provider as its organisation's admins see it. The client secret is never shown. */
export const SsoProvider = z.object({
  id: z.string(),
  name: z.string(),
  protocol: z.enum(SSO_PROTOCOLS),
  issuer: z.string(),
  domain: z.string(),
  domain_verified: z.boolean(),
  dns_record: z.object({ name: z.string(), type: z.literal("TXT"), value: z.string() }).meta({
    description: "What proves that the domain is the organisation's.",
  }),
  client_id: z.string().nullable(),
  metadata_url: z.string().nullable(),
  certificates: z.array(z.object({ fingerprint: z.string(), expires_at: z.iso.datetime() })).meta({
    description: "Of a SAML provider: any of them may sign. The fingerprint is the SHA-256 of the certificate.",
  }),
  default_role: Role,
  group_claim: z.string().nullable(),
  group_roles: z.record(z.string(), Role),
  enforced: z.boolean(),
  callback_url: z.string().meta({ description: "Where the provider sends people back: redirect URI, or ACS URL." }),
  audience: z.string().nullable().meta({ description: "What a SAML provider calls us; also where our metadata is." }),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type SsoProvider = z.infer<typeof SsoProvider>;

/** Body of `POST /auth/sso/start`. */
export const SsoStart = z.strictObject({
  email: z.email().max(254).transform((text) => text.toLowerCase()),
  next: z.string().max(2_048).default("/"),
});

/** Answer of `POST /auth/sso/start`: where the browser goes; `null` where the address's domain has no provider. */
export const SsoStarted = z.object({ redirect_to: z.string().nullable() });
export type SsoStarted = z.infer<typeof SsoStarted>;

/** A way in at an identity provider that belongs to somebody's account. */
export const LinkedIdentity = z.object({ id: z.string(), provider: z.string(), linked_at: z.iso.datetime() });
export type LinkedIdentity = z.infer<typeof LinkedIdentity>;

/** What is known of an OpenID provider; from its own document, checked. */
export interface OidcConfig {
  protocol: "oidc";
  client_id: string;
  authorization_endpoint: string;
  token_endpoint: string;
  jwks_uri: string;
  /** Asked where the token itself names no address. */
  userinfo_endpoint: string | null;
  token_endpoint_auth_method: "client_secret_basic" | "client_secret_post";
  /** Whether it says in its answers who it is (RFC 9207); then it has to. */
  tells_issuer: boolean;
}

/** What is known of a SAML provider; from its metadata. */
export interface SamlConfig {
  protocol: "saml";
  sso_url: string;
  /** Base64 of DER; any of them may sign, so that one can take another's place. */
  certificates: string[];
  metadata_url: string | null;
}

/** What is known of an identity provider beside its name. */
export type SsoConfig = OidcConfig | SamlConfig;

/** Who an identity provider says somebody is. */
export interface SsoIdentity {
  /** What the provider calls the person for good. */
  subject: string;
  /** Lower case. */
  email: string;
  name: string;
  groups: string[];
}
