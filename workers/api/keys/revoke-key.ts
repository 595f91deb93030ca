import { AppError } from "../../../contract/problem.ts";
import { revokeApiKey } from "../../../stores/postgres/keys/revoke-api-key.ts";
import { requireRole } from "../auth/require-role.ts";
import type { Member, RequestContext } from "../context.ts";
import { KEY_KEEPERS } from "./key-keepers.ts";
import { putVerdict } from "./put-verdict.ts";

/** Revokes an API key, and tells the edge at once. Revoking it again changes nothing. */
export async function revokeKey(ctx: RequestContext, member: Member, id: string): Promise<void> {
  requireRole(member, KEY_KEEPERS, "revoke API keys");
  const row = await revokeApiKey(member.tenant, { userId: member.user.id, requestId: ctx.requestId }, id);
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no API key ${id}.`);
  await putVerdict(ctx.keyVerdicts, row.keyHash, { verdict: { status: "revoked" }, checked_at: ctx.now });
}
