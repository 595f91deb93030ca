import type { TimedVerdict } from "../../../contract/rpc.ts";

const KEPT_SECONDS = 24 * 3600;

/** Leaves a verdict where the edge looks first. It outlives its freshness, to be of use while the database is away. */
export async function putVerdict(keyVerdicts: KVNamespace, keyHash: string, verdict: TimedVerdict): Promise<void> {
  await keyVerdicts.put(`key:${keyHash}`, JSON.stringify(verdict), { expirationTtl: KEPT_SECONDS });
}
