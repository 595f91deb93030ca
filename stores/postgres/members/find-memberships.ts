import { asc, eq } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { members, organizations } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/**
 * The organisations somebody belongs to, in the order of joining, and their role in each.
 * @param database logged in as the sign-in role, which may ask before an organisation is known
 */
export async function findMemberships(database: Database, userId: string) {
  return await answerOf(
    database.select({
      id: organizations.id,
      slug: organizations.slug,
      name: organizations.name,
      residency: organizations.residency,
      timeZone: organizations.timeZone,
      seats: organizations.seats,
      role: members.role,
    }).from(members).innerJoin(organizations, eq(organizations.id, members.organizationId)).where(
      eq(members.userId, userId),
    ).orderBy(asc(members.createdAt), asc(members.id)),
  );
}

/** An organisation somebody belongs to. */
export type Membership = Awaited<ReturnType<typeof findMemberships>>[number];
