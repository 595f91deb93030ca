import { findErased } from "../../../contract/erasure-digest.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";

/** Events without those of people whom the organisation had erased: agents and queues may still hold some of theirs. */
export async function dropErased<E extends AcceptedEvent>(
  events: readonly E[],
  orgId: string,
  digests: readonly string[] | undefined,
): Promise<readonly E[]> {
  if (digests === undefined || digests.length === 0) return events;
  const erased = await findErased(orgId, events.map(({ user_id }) => user_id), new Set(digests));
  return erased.size === 0 ? events : events.filter(({ user_id }) => !erased.has(user_id));
}
