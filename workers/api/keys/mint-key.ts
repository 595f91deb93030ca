import { apiKeyPrefix, hashApiKey, mintApiKey } from "../../../contract/api-key.ts";
import type { KeyTrace } from "../../../stores/postgres/keys/insert-api-key.ts";
import type { Member } from "../context.ts";

/** A new key's text, which is shown once, and what is kept of it. */
export async function mintKey({ organization }: Member): Promise<{ key: string; trace: KeyTrace }> {
  const key = mintApiKey(organization.residency);
  return { key, trace: { prefix: apiKeyPrefix(key), keyHash: await hashApiKey(key) } };
}
