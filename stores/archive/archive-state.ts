import { z } from "zod";
import type { Region } from "../../contract/tenant.ts";

const State = z.object({ as_of: z.number().int() });

function stateKey(region: Region): string {
  return `archive/${region}/state.json`;
}

/** The moment (epoch ms) up to which everything received is archived; `null` before the first archive. */
export async function readArchivedUntil(bucket: Pick<R2Bucket, "get">, region: Region): Promise<number | null> {
  const object = await bucket.get(stateKey(region));
  return object === null ? null : State.parse(await object.json()).as_of;
}

/** Notes that everything received until then is archived; an earlier moment than the one noted changes nothing. */
export async function writeArchivedUntil(
  bucket: Pick<R2Bucket, "get" | "put">,
  region: Region,
  asOf: number,
): Promise<void> {
  const noted = await readArchivedUntil(bucket, region);
  if (noted !== null && noted >= asOf) return;
  await bucket.put(stateKey(region), JSON.stringify({ as_of: asOf }));
}
