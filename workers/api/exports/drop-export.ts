import { exportKey } from "../../../contract/exports.ts";
import { cancelExport } from "../../../stores/postgres/exports/cancel-export.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { askJobs } from "../operator/ask-jobs.ts";
import { requireExport } from "./list-exports.ts";

/** Gives an export up: one that is being written ends, and a file that is there goes. Doing it again changes nothing. */
export async function dropExport(ctx: RequestContext, member: Member, id: string): Promise<void> {
  const { organizationId: orgId, region, format } = await requireExport(member, id);
  // A job that is at work sees this at its next part, and leaves nothing behind.
  await cancelExport(member.tenant, actorOf(ctx, member), id);
  await askJobs(ctx.jobs[region].removeExport(exportKey({ orgId, id, format })));
}
