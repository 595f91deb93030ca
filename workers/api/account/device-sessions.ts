import type { DeviceSession } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { endOtherSessions, endSession } from "../../../stores/postgres/sessions/end-sessions.ts";
import { listOpenSessions } from "../../../stores/postgres/sessions/list-sessions.ts";
import type { RequestContext, SignedIn } from "../context.ts";

/** Where somebody is signed in. */
export async function listDevices(ctx: RequestContext, { user, session }: SignedIn): Promise<DeviceSession[]> {
  const rows = await listOpenSessions(ctx.authDatabase, user.id, new Date(ctx.now));
  return rows.map((row) => ({
    id: row.id,
    current: row.id === session.id,
    created_at: row.createdAt.toISOString(),
    last_seen_at: row.updatedAt.toISOString(),
    expires_at: row.expiresAt.toISOString(),
    ip: row.ip === "" ? null : row.ip,
    user_agent: row.userAgent,
  }));
}

/** Signs somebody out on one device; it holds for the next request from there. */
export async function signOutDevice(ctx: RequestContext, { user }: SignedIn, id: string): Promise<void> {
  if (await endSession(ctx.authDatabase, user.id, id)) return;
  throw new AppError("NOT_FOUND", `You have no session ${id}.`);
}

/** Signs somebody out everywhere but here. */
export async function signOutElsewhere(ctx: RequestContext, { user, session }: SignedIn): Promise<{ ended: number }> {
  return { ended: await endOtherSessions(ctx.authDatabase, user.id, session.id) };
}
