import { erasureDigest } from "../../../contract/erasure-digest.ts";
import type { Erasure, ErasureInput } from "../../../contract/erasure.ts";
import { AppError } from "../../../contract/problem.ts";
import {
  beginErasure,
  deleteLooseAccounts,
  type ErasureRecord,
  findErasure,
  findMemberCalled,
  listErasures,
  noteReceipt,
  readViewTexts,
} from "../../../stores/postgres/privacy/erasures.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { viewsNaming } from "./views-naming.ts";
import { withPseudonyms } from "./with-pseudonyms.ts";

/**
 * Erases a person: what the organisation's own records have of them at once, what its stores hold by a job of its region.
 * The names are used and not kept.
 */
export async function erase(ctx: RequestContext, member: Member, input: ErasureInput): Promise<Erasure> {
  const { tenant } = member;
  const userIds = await withPseudonyms(tenant, input.user_ids);
  const called = await findMemberCalled(tenant, userIds);
  if (called.some(({ isDispensable }) => !isDispensable)) {
    throw new AppError("CONFLICT", "An organisation needs an admin; make somebody else one first.");
  }
  const addresses = await withPseudonyms(tenant, called.map(({ email }) => email));
  const all = [...new Set([...userIds, ...addresses, ...called.map(({ userId }) => userId)])];
  refuseNaming(input.reason, all);
  const views = viewsNaming(await readViewTexts(tenant), all);
  const begun = await beginErasure(tenant, actorOf(ctx, member), {
    digests: await Promise.all(all.map((userId) => erasureDigest(tenant.orgId, userId))),
    reason: input.reason ?? null,
    userIds: all,
    memberIds: called.map(({ memberId }) => memberId),
    viewIds: views,
  });
  const accounts = await deleteLooseAccounts(ctx.authDatabase, called);
  const receipt = {
    memberships: called.length,
    accounts,
    accounts_kept_elsewhere: called.length - accounts,
    saved_views: views.length,
  };
  await noteReceipt(tenant, begun.id, receipt);
  await startJob(ctx, member, begun.id);
  return describe({ ...begun, receipt });
}

/** The reason stays for as long as the receipt: it may not be what remembers the person. */
function refuseNaming(reason: string | undefined, names: readonly string[]): void {
  const text = reason?.toLowerCase() ?? "";
  const words = new Set(text.split(/[\s,;:()"']+/));
  const isNamed = (name: string) => words.has(name) || (name.includes("@") && text.includes(name));
  if (!names.some((name) => isNamed(name.toLowerCase()))) return;
  throw new AppError("VAL_INVALID_FORMAT", "The reason names the person, and would be kept.", {
    places: [{ pointer: "/reason", detail: "names the person" }],
  });
}

/** The organisation's erasures, the newest first. */
export async function describeErasures({ tenant }: Member): Promise<Erasure[]> {
  return (await listErasures(tenant)).map(describe);
}

/** One erasure, with its receipt once it is complete. Asking for one whose job was never started starts it. */
export async function describeErasure(ctx: RequestContext, member: Member, id: string): Promise<Erasure> {
  const found = await findErasure(member.tenant, id);
  if (found === undefined) throw new AppError("NOT_FOUND", `There is no erasure ${id}.`);
  if (found.state === "running") await startJob(ctx, member, id);
  return describe(found);
}

/** The job's run is named after the erasure, so there is one however often it is asked for. */
async function startJob(ctx: RequestContext, { organization }: Member, id: string): Promise<void> {
  const { region } = organization;
  await ctx.jobs[region].start({ job: "erase-person", region, key: id, input: { erasure_id: id } });
}

function describe(row: ErasureRecord): Erasure {
  return {
    id: row.id,
    state: row.state,
    digests: row.digests,
    reason: row.reason,
    requested_by: row.requestedBy,
    requested_at: row.requestedAt.toISOString(),
    completed_at: row.completedAt?.toISOString() ?? null,
    receipt: row.receipt,
  };
}
