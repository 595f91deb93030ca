import { organizations } from "../schema/index.ts";

/** What every request for an organisation knows about it. */
export const ORGANIZATION_COLUMNS = {
  id: organizations.id,
  slug: organizations.slug,
  name: organizations.name,
  residency: organizations.residency,
  region: organizations.region,
  timeZone: organizations.timeZone,
  seats: organizations.seats,
  plan: organizations.plan,
  suspendedAt: organizations.suspendedAt,
  suspendedReason: organizations.suspendedReason,
  deletionDueAt: organizations.deletionDueAt,
} as const;
