import { hashApiKey, isApiKey, readApiKey } from "../../../contract/api-key.ts";
import { AppError } from "../../../contract/problem.ts";
import type { KeyScope } from "../../../contract/rpc.ts";
import { findApiKey } from "../../../stores/postgres/keys/find-api-key.ts";
import { touchApiKey } from "../../../stores/postgres/keys/touch-api-key.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import type { Actor, OrganizationFacts, RequestContext } from "../context.ts";
import { isTouchDue } from "../keys/touch-due.ts";

/** A program that speaks for an organisation by an API key. */
export interface KeyHolder {
  actor: Actor;
  organization: OrganizationFacts;
  scopes: KeyScope[];
}

/**
 * The holder of the API key that a request carries, or `undefined` where it carries none. It is looked up each time: people's
 * questions are few, and a revoked key is out at once. Throws AUTH_INVALID or AUTH_REVOKED.
 */
export async function readKeyHolder(
  ctx: Pick<RequestContext, "database" | "now" | "waitUntil">,
  headers: Headers,
): Promise<KeyHolder | undefined> {
  const text = readApiKey(headers);
  if (text === undefined) return undefined;
  if (!isApiKey(text)) throw new AppError("AUTH_INVALID", "The API key does not have the form fg_<region>_<random>.");
  const key = await findApiKey(ctx.database, await hashApiKey(text));
  if (key === undefined) throw new AppError("AUTH_INVALID", "The API key is not known.");
  if (key.revokedAt !== null) throw new AppError("AUTH_REVOKED", "The API key was revoked.");
  if (key.expiresAt !== null && key.expiresAt.getTime() <= ctx.now) {
    throw new AppError("AUTH_REVOKED", "The API key has expired.");
  }
  if (isTouchDue(key.lastUsedAt, ctx.now)) {
    const touch = touchApiKey(tenantDatabase(ctx.database, key.organizationId), key.id);
    ctx.waitUntil(touch);
  }
  return {
    actor: { kind: "api_key", id: key.id, name: key.name },
    organization: key.organization,
    scopes: key.scopes,
  };
}
