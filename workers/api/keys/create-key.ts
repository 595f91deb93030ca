import type { ApiKeyInput, CreatedApiKey } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import { insertApiKey } from "../../../stores/postgres/keys/insert-api-key.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { mintKey } from "./mint-key.ts";
import { summariseKey } from "./summarise-key.ts";

/** Makes an API key. Its text is in the answer and nowhere else. */
export async function createKey(ctx: RequestContext, member: Member, input: ApiKeyInput): Promise<CreatedApiKey> {
  const expiresAt = input.expires_at === undefined ? null : new Date(input.expires_at);
  if (expiresAt !== null && expiresAt.getTime() <= ctx.now) {
    throw new AppError("VAL_INVALID_FORMAT", "The key would have ended already.", {
      places: [{ pointer: "/expires_at", detail: "must lie in the future" }],
    });
  }
  const { key, trace } = await mintKey(member);
  const row = await insertApiKey(member.tenant, actorOf(ctx, member), {
    ...trace,
    name: input.name,
    scopes: [...new Set(input.scopes)],
    expiresAt,
  });
  return { ...summariseKey(row), key };
}
