import { sweepPage, type SweptPage } from "../../../stores/archive/sweep-objects.ts";
import { deleteOrganizationRows } from "../../../stores/clickhouse/delete-organization.ts";
import { deleteDueOrganization, readDueDeletions } from "../../../stores/postgres/organizations/delete-due.ts";
import type { Job, JobContext } from "../run/job.ts";

const PER_PAGE = 20;

/**
 * Deletes organisations whose grace is over: rows, archived days, exported files, dead letters, and last what Postgres has of
 * them, so that a run that is cut off finds them again. Their rows in the raw log go with it after thirty days.
 */
export const deleteOrganizations: Job = async (context) => {
  const { ports, step, startedAt } = context;
  let organizations = 0;
  for (let after = "";;) {
    const from = after;
    const due = await step(
      `due after ${from || "none"}`,
      () => readDueDeletions(ports.database, ports.region, { after: from, limit: PER_PAGE, now: new Date(startedAt) }),
    );
    for (const orgId of due) await deleteOrganization(context, orgId);
    organizations += due.length;
    const last = due.at(-1);
    if (last === undefined || due.length < PER_PAGE) return { organizations };
    after = last;
  }
};

async function deleteOrganization({ ports, step, runId }: JobContext, orgId: string): Promise<void> {
  const { region, rawLog, archive, exports } = ports;
  await step(`delete rows of ${orgId}`, () => deleteOrganizationRows(ports.clickhouse, orgId));
  const places = [
    { bucket: archive, prefix: `archive/${region}/org_id=${orgId}/` },
    { bucket: exports, prefix: `exports/${orgId}/` },
    { bucket: rawLog, prefix: `dead-letters/${region}/${orgId}/` },
  ];
  for (const { bucket, prefix } of places) {
    let after: string | null = null;
    do {
      const from: string | null = after;
      const page: SweptPage = await step(
        `remove ${prefix} from ${from ?? "the start"}`,
        () => sweepPage(bucket, prefix, from, () => "remove"),
      );
      after = page.after;
    } while (after !== null);
  }
  await step(`forget ${orgId}`, async () => {
    await deleteDueOrganization(ports.database, orgId, runId);
    return null;
  });
}
