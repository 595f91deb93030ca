import type { KeyRotation, RotatedApiKey } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { rotateApiKey } from "../../../stores/postgres/keys/rotate-api-key.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { mintKey } from "./mint-key.ts";
import { putVerdict } from "./put-verdict.ts";
import { summariseKey } from "./summarise-key.ts";

/** Makes the key that takes another's place; the other works on for as long as the two overlap. */
export async function rotateKey(
  ctx: RequestContext,
  member: Member,
  id: string,
  { overlap_seconds: overlapSeconds }: KeyRotation,
): Promise<RotatedApiKey> {
  const { key, trace } = await mintKey(member);
  const actor = actorOf(ctx, member);
  const { old, successor } = await rotateApiKey(member.tenant, actor, id, { ...trace, overlapSeconds });
  if (old === undefined) throw new AppError("NOT_FOUND", `There is no API key ${id}.`);
  if (successor === undefined || old.expiresAt === null) {
    throw new AppError("CONFLICT", "The API key was revoked or has expired; create a new one instead.");
  }
  if (overlapSeconds === 0) {
    await putVerdict(ctx.keyVerdicts, old.keyHash, { verdict: { status: "revoked" }, checked_at: ctx.now });
  }
  return { ...summariseKey(successor), key, replaces: { id, expires_at: old.expiresAt.toISOString() } };
}
