import { z } from "zod";
import { givenName, Role } from "./account.ts";
import { GrantsInput } from "./permissions.ts";
import { REGIONS, RESIDENCIES } from "./tenant.ts";

const id = z.string().regex(/^[\w-]{1,64}$/, "is not an id");
const email = z.email().max(254).transform((text) => text.toLowerCase());
const timeZone = z.string().max(64).refine(isTimeZone, "is not the name of a time zone").meta({
  example: "Europe/Berlin",
});

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

/** Whether an organisation sends and asks as usual. */
export const OrganizationState = z.enum(["active", "suspended", "deleting"]);
export type OrganizationState = z.infer<typeof OrganizationState>;

/** Answer of `GET /v1/organization`. */
export const Organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  time_zone: z.string(),
  residency: z.enum(RESIDENCIES).meta({ description: "Where its events may be; fixed since it was founded." }),
  region: z.enum(REGIONS).meta({ description: "Where everything of it is stored and asked." }),
  plan: z.string(),
  seats: z.object({ used: z.number().int(), limit: z.number().int().nullable() }),
  limits: z.object({
    events_per_second: z.number().int(),
    requests_per_minute: z.number().int(),
    events_per_month: z.number().int().nullable(),
  }),
  state: OrganizationState,
  suspended_reason: z.string().nullable(),
  deletion_due_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type Organization = z.infer<typeof Organization>;

/** Body of `PATCH /v1/organization`. */
export const OrganizationPatch = z.strictObject({ name: givenName(120).optional(), time_zone: timeZone.optional() });
export type OrganizationPatch = z.infer<typeof OrganizationPatch>;

/** Body of `POST /v1/organization/deletion`: the slug once more, so that nobody deletes the wrong one. */
export const DeletionRequest = z.strictObject({ slug: z.string() });

/** Body of `PATCH /v1/operator/organizations/{id}`: what is left out stays. */
export const OperatorPatch = z.strictObject({
  suspended: z.union([z.literal(false), z.strictObject({ reason: givenName(500) })]).optional(),
  plan: z.string().regex(/^[a-z0-9_-]{1,40}$/).optional(),
  seats: z.int().min(1).nullable().optional(),
  monthly_events: z.int().min(1).nullable().optional(),
});
export type OperatorPatch = z.infer<typeof OperatorPatch>;

/** What a member is: one of the four roles, or one of the organisation's own. */
export const RoleChoice = z.union([z.strictObject({ role: Role }), z.strictObject({ custom_role_id: id })]);
export type RoleChoice = z.infer<typeof RoleChoice>;

/** A member in lists. */
export const OrganizationMember = z.object({
  id: z.string(),
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  role: Role,
  custom_role: z.object({ id: z.string(), name: z.string() }).nullable().meta({
    description: "Takes the place of `role` where there is one.",
  }),
  teams: z.array(z.object({ id: z.string(), name: z.string() })),
  two_factor: z.boolean().meta({ description: "Whether signing in takes more than a password." }),
  joined_at: z.iso.datetime(),
});
export type OrganizationMember = z.infer<typeof OrganizationMember>;

/** Body of `POST /v1/organization/invitations`. */
export const InvitationInput = z.strictObject({ email, role: Role.default("viewer") });
export type InvitationInput = z.infer<typeof InvitationInput>;

/** An invitation in lists. */
export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: Role,
  invited_by: z.object({ id: z.string(), name: z.string().nullable() }),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
});
export type Invitation = z.infer<typeof Invitation>;

const token = z.string().regex(/^[\w-]{20,64}$/, "is not the token of an invitation").meta({
  example: "as-it-came-by-mail-0123456789",
});

/** Body of `POST /v1/account/invitations`: the token that came by mail. */
export const InvitationToken = z.strictObject({ token });

/** Body of `POST /v1/invitations/registration`: for somebody who has no account yet. */
export const Registration = z.strictObject({
  token,
  name: givenName(120),
  password: z.string().min(10).max(128).meta({ example: "correct horse battery staple" }),
});
export type Registration = z.infer<typeof Registration>;

/** Body of `POST /v1/organization/teams` and `PATCH /v1/organization/teams/{id}`. */
export const TeamInput = z.strictObject({
  name: givenName(128).meta({ description: "As events name it in `team`." }),
});

/** Body of `PUT /v1/organization/teams/{id}/members`. */
export const TeamMembersInput = z.strictObject({ member_ids: z.array(id).max(1_000) });

/** A team in lists. */
export const Team = z.object({
  id: z.string(),
  name: z.string(),
  member_ids: z.array(z.string()),
  created_at: z.iso.datetime(),
});
export type Team = z.infer<typeof Team>;

/** Body of `POST /v1/organization/roles` and `PUT /v1/organization/roles/{id}`. */
export const CustomRoleInput = z.strictObject({
  name: givenName(80),
  grants: GrantsInput.meta({ example: { "metrics:read": "team", "views:read": "org" } }),
});
export type CustomRoleInput = z.infer<typeof CustomRoleInput>;

/** A role of the organisation's own. */
export const CustomRole = z.object({
  id: z.string(),
  name: z.string(),
  grants: GrantsInput,
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type CustomRole = z.infer<typeof CustomRole>;
