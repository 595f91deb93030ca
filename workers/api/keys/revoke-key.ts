import { AppError } from "../../../contract/problem.ts";
import { revokeApiKey } from "../../../stores/postgres/keys/revoke-api-key.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { putVerdict } from "./put-verdict.ts";

/** Revokes an API key, and tells the edge at once. Revoking it again changes nothing. */
export async function revokeKey(ctx: RequestContext, member: Member, id: string): Promise<void> {
  const row = await revokeApiKey(member.tenant, actorOf(ctx, member), id);
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no API key ${id}.`);
  await putVerdict(ctx.keyVerdicts, row.keyHash, { verdict: { status: "revoked" }, checked_at: ctx.now });
}
