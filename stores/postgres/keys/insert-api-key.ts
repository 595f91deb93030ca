import type { KeyScope } from "../../../contract/rpc.ts";
import { type Actor, recordAction } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { apiKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** What is kept of a new key. */
export interface NewApiKey {
  name: string;
  prefix: string;
  /** SHA-256 of the key's text, lower-case hex. */
  keyHash: string;
  scopes: KeyScope[];
}

/** Stores a key and writes down who made it, both or neither. */
export async function insertApiKey(tenant: TenantDatabase, actor: Actor, key: NewApiKey) {
  const id = mintId("key");
  const [rows] = await tenant.run(
    tenant.statements.insert(apiKeys).values({
      ...key,
      id,
      organizationId: tenant.orgId,
      createdBy: actor.userId,
    }).returning(),
    recordAction(tenant, actor, "api_key.created", id, { name: key.name, prefix: key.prefix, scopes: key.scopes }),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`inserting key ${id} returned no row`);
  return row;
}
