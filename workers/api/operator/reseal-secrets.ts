import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import {
  readOldSeals,
  replaceSeal,
  SEALED_COLUMNS,
  type SealedColumn,
} from "../../../stores/postgres/sealed-values.ts";
import { type KeyRing, keyRing } from "../auth/key-ring.ts";
import type { RequestContext } from "../context.ts";

/** Each takes a few statements, and a request may not take for ever. */
const MOST_PER_REQUEST = 200;

/** What became of values that were encrypted under a secret before the present one. */
export interface ResealOutcome {
  resealed: number;
  /** Under a secret that is not there any more. */
  unreadable: number;
  /** Whether there may be more; then ask again. */
  more: boolean;
}

/** Encrypts anew what is encrypted under an earlier secret, so that the earlier one can be removed. */
export async function resealSecrets(ctx: RequestContext): Promise<ResealOutcome> {
  const ring = keyRing(ctx.config);
  const outcome = { resealed: 0, unreadable: 0, more: false };
  for (const column of SEALED_COLUMNS) await resealColumn(ctx, ring, column, outcome);
  return outcome;
}

async function resealColumn(ctx: RequestContext, ring: KeyRing, column: SealedColumn, outcome: ResealOutcome) {
  const envelope = `$ba$${ring.currentVersion}$`;
  let after = "";
  while (outcome.resealed < MOST_PER_REQUEST) {
    const rows = await readOldSeals(ctx.authDatabase, column, envelope, after, MOST_PER_REQUEST - outcome.resealed);
    for (const row of rows) {
      const sealed = await reseal(ring, row.value);
      if (sealed === undefined) outcome.unreadable++;
      else {
        await replaceSeal(ctx.authDatabase, column, row, sealed);
        outcome.resealed++;
      }
      after = row.id;
    }
    if (rows.length === 0) return;
  }
  outcome.more = true;
}

async function reseal(ring: KeyRing, value: string): Promise<string | undefined> {
  try {
    return await symmetricEncrypt({ key: ring, data: await symmetricDecrypt({ key: ring, data: value }) });
  } catch {
    return undefined;
  }
}
