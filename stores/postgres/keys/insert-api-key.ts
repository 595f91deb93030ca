import { eq } from "drizzle-orm";
import type { KeyScope } from "../../../contract/rpc.ts";
import { type Actor, recordAction } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { apiKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import { type ApiKeyRecord, selectApiKeys } from "./select-api-keys.ts";

/** What is kept of a key's text. */
export interface KeyTrace {
  prefix: string;
  /** SHA-256 of the key's text, lower-case hex. */
  keyHash: string;
}

/** What is kept of a new key. */
export interface NewApiKey extends KeyTrace {
  name: string;
  scopes: KeyScope[];
  expiresAt: Date | null;
}

/** Stores a key and writes down who made it, both or neither. */
export async function insertApiKey(tenant: TenantDatabase, actor: Actor, key: NewApiKey): Promise<ApiKeyRecord> {
  const id = mintId("key");
  const [, , rows] = await tenant.run(
    tenant.statements.insert(apiKeys).values({
      ...key,
      id,
      organizationId: tenant.orgId,
      createdBy: actor.userId,
    }),
    recordAction(tenant, actor, "api_key.created", id, {
      name: key.name,
      prefix: key.prefix,
      scopes: key.scopes,
      expires_at: key.expiresAt?.toISOString() ?? null,
    }),
    selectApiKeys(tenant).where(eq(apiKeys.id, id)),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`key ${id} is not there after it was inserted`);
  return row;
}
