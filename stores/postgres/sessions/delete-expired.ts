import { lt } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { sessions, verifications } from "../schema/index.ts";

/** How many rows a sweep deleted. */
export interface SweptSignIns {
  sessions: number;
  verifications: number;
}

/** Deletes sign-ins and one-time codes that were over before `now`. Runs under the auth role. */
export async function deleteExpiredSignIns(database: Database, now: Date): Promise<SweptSignIns> {
  const [swept, spent] = await database.batch([
    database.delete(sessions).where(lt(sessions.expiresAt, now)),
    database.delete(verifications).where(lt(verifications.expiresAt, now)),
  ]);
  return { sessions: swept.rowCount, verifications: spent.rowCount };
}
