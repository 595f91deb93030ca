import type { WarningReplay } from "../../../contract/ingestion-warning.ts";
import { MAX_REPLAY_OBJECTS } from "../../../contract/replay.ts";
import { recordAction } from "../../../stores/postgres/audit.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { takeStep } from "../operator/take-step.ts";

/** Steps of one request; whoever has more parked asks again. */
const MAX_STEPS = 4;

/** Puts the organisation's dead letters back on the queue. */
export async function replayOwnLetters(ctx: RequestContext, member: Member): Promise<WarningReplay> {
  const { organization, tenant } = member;
  const { region } = organization;
  // Before it is done: nothing is replayed without being written down.
  await tenant.run(recordAction(tenant, actorOf(ctx, member), "dead_letters.replayed", organization.id, { region }));
  const step = {
    source: "dead_letters",
    org_id: organization.id,
    to: new Date(ctx.now).toISOString(),
    region,
  } as const;
  let replayed = 0;
  let cursor: string | null = null;
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    const progress = await takeStep(ctx, { ...step, cursor, limit: MAX_REPLAY_OBJECTS, dry_run: false });
    replayed += progress.objects;
    cursor = progress.next_cursor;
    if (cursor === null) break;
  }
  return { replayed, done: cursor === null };
}
