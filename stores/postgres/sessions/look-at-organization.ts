import { eq } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { sessions } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Lets a session look at an organisation. `database` is logged in as the sign-in role; whether it may, the caller knows. */
export async function lookAtOrganization(
  database: Database,
  sessionId: string,
  organizationId: string,
): Promise<void> {
  await answerOf(
    database.update(sessions).set({ activeOrganizationId: organizationId, updatedAt: new Date() }).where(
      eq(sessions.id, sessionId),
    ),
  );
}
