import type { ApiKeyInput, CreatedApiKey } from "../../../contract/account.ts";
import { apiKeyPrefix, hashApiKey, mintApiKey } from "../../../contract/api-key.ts";
import { insertApiKey } from "../../../stores/postgres/keys/insert-api-key.ts";
import { requireRole } from "../auth/require-role.ts";
import type { Member, RequestContext } from "../context.ts";
import { KEY_KEEPERS } from "./key-keepers.ts";
import { summariseKey } from "./summarise-key.ts";

/** Makes an API key. Its text is in the answer and nowhere else. */
export async function createKey(ctx: RequestContext, member: Member, input: ApiKeyInput): Promise<CreatedApiKey> {
  requireRole(member, KEY_KEEPERS, "create API keys");
  const key = mintApiKey(member.organization.residency);
  const row = await insertApiKey(member.tenant, { userId: member.user.id, requestId: ctx.requestId }, {
    name: input.name,
    prefix: apiKeyPrefix(key),
    keyHash: await hashApiKey(key),
    scopes: [...new Set(input.scopes)],
  });
  return { ...summariseKey(row), key };
}
