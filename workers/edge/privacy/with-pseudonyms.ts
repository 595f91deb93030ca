import { AppError } from "../../../contract/problem.ts";
import type { EdgeSettings } from "../../../contract/rpc.ts";
import { pseudonymise } from "./pseudonymise.ts";

/** Values with pseudonyms in the place of e-mail addresses where the organisation wants that. */
export async function withPseudonyms<T>(values: readonly T[], settings: EdgeSettings): Promise<readonly T[]> {
  if (!settings.pseudonymise_emails) return values;
  // Addresses must not be stored, and there is nothing to store in their place.
  if (settings.pseudonym_key === undefined) throw new AppError("INGEST_UNAVAILABLE", "Pseudonyms cannot be made.");
  return await pseudonymise(values, settings.pseudonym_key);
}
