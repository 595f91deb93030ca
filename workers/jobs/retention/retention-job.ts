import { RETENTION_DAYS } from "../../../contract/retention.ts";
import { listArchivedDays, removeDay } from "../../../stores/archive/day-archive.ts";
import { type SweepableBucket, sweepPage, type SweptPage } from "../../../stores/archive/sweep-objects.ts";
import { deleteDetailBefore } from "../../../stores/clickhouse/delete-events.ts";
import { freezeHours } from "../../../stores/clickhouse/rollups/freeze-hours.ts";
import { removeExpiredLines } from "../../../stores/postgres/audit-log/remove-expired-lines.ts";
import { expireExports, forgetExports } from "../../../stores/postgres/exports/expire-exports.ts";
import { forgetExpiredFilters } from "../../../stores/postgres/exports/forget-filters.ts";
import { forgetRuns } from "../../../stores/postgres/job-runs/record-run.ts";
import { readShortRetentions } from "../../../stores/postgres/organizations/read-retention.ts";
import { eraseLatecomers } from "../erasure/erase-latecomers.ts";
import type { Job, JobContext } from "../run/job.ts";

const DAY_MS = 24 * 3_600_000;
const ORGANIZATIONS_PER_PAGE = 50;
const AUDIT_LINES_PER_STEP = 10_000;
/** Pages of one sweep in one run; what is left is the next run's. */
const MAX_PAGES = 300;

interface Sweep {
  name: string;
  bucket: SweepableBucket;
  prefix: string;
  judge: Parameters<typeof sweepPage>[3];
}

/**
 * Removes what is kept for a time: raw log, dead letters, exports, records, and the detail of organisations that keep it for
 * less than others. Events of erased people that came late go as well. What everybody's ClickHouse rows may be old, the tables' TTLs say.
 */
export const keepRetention: Job = async (context) => {
  const { ports, step, startedAt } = context;
  const before = (days: number) => new Date(startedAt - days * DAY_MS);
  const done: Record<string, number> = {};
  for (const sweep of sweepsOf(context)) {
    done[sweep.name] = await sweepAll(context, sweep);
    await context.tell(done);
  }
  done["exports_expired"] = await step("expire exports", async () => {
    const expired = await expireExports(ports.database, ports.region, before(0));
    await forgetExpiredFilters(ports.database, ports.region, before(0));
    return expired;
  });
  await step("forget records", async () => {
    await forgetRuns(ports.database, ports.region, before(RETENTION_DAYS.records));
    await forgetExports(ports.database, ports.region, before(RETENTION_DAYS.records));
    return null;
  });
  done["audit_lines"] = await removeAuditLines(context);
  done["latecomers"] = await eraseLatecomers(context);
  return { ...done, ...await shortenDetail(context) };
};

function sweepsOf({ ports, startedAt }: JobContext): Sweep[] {
  const { region, rawLog, exports } = ports;
  const dayBefore = (days: number) => new Date(startedAt - days * DAY_MS).toISOString().slice(0, 10);
  const [rawDay, letterDay] = [dayBefore(RETENTION_DAYS.rawLog), dayBefore(RETENTION_DAYS.deadLetters)];
  return [
    {
      name: "raw_log",
      bucket: rawLog,
      prefix: `raw/${region}/`,
      // Keys are in the order of days, so the first young one ends the sweep.
      judge: ({ key }) => (dayIn(key) ?? rawDay) < rawDay ? "remove" : "end",
    },
    {
      name: "dead_letters",
      bucket: rawLog,
      prefix: `dead-letters/${region}/`,
      judge: ({ key }) => (dayIn(key) ?? letterDay) < letterDay ? "remove" : "keep",
    },
    {
      name: "exports",
      bucket: exports,
      prefix: "exports/",
      judge: ({ uploaded }) => uploaded.getTime() < startedAt - RETENTION_DAYS.exports * DAY_MS ? "remove" : "keep",
    },
  ];
}

async function removeAuditLines({ ports, step }: JobContext): Promise<number> {
  let removed = 0;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const found = await step(
      `remove audit lines ${page}`,
      () => removeExpiredLines(ports.database, AUDIT_LINES_PER_STEP),
    );
    removed += found;
    if (found < AUDIT_LINES_PER_STEP) break;
  }
  return removed;
}

/** The day in a key, as `2026-11-20`. */
function dayIn(key: string): string | undefined {
  return /\/(\d{4})\/(\d\d)\/(\d\d)\//.exec(key)?.slice(1).join("-");
}

async function sweepAll({ step }: JobContext, { name, bucket, prefix, judge }: Sweep): Promise<number> {
  let removed = 0;
  let after: string | null = null;
  for (let page = 1; page <= MAX_PAGES; page++) {
    const from: string | null = after;
    const swept: SweptPage = await step(`sweep ${name} ${page}`, () => sweepPage(bucket, prefix, from, judge));
    removed += swept.removed;
    after = swept.after;
    if (after === null) break;
  }
  return removed;
}

/** Deletes detail and archived days of organisations whose own retention is over. */
async function shortenDetail({ ports, step, startedAt }: JobContext): Promise<Record<string, number>> {
  const done = { events_deleted: 0, days_deleted: 0 };
  for (let after = "";;) {
    const from = after;
    const page = await step(
      `organisations after ${from || "none"}`,
      () => readShortRetentions(ports.database, ports.region, { after: from, limit: ORGANIZATIONS_PER_PAGE }),
    );
    for (const { orgId, days } of page) {
      // Whole days, so that a day is in the archive as it is in ClickHouse.
      const before = Math.floor(startedAt / DAY_MS - Math.max(1, days)) * DAY_MS;
      done.events_deleted += await step(
        `delete detail of ${orgId}`,
        async () => {
          await freezeHours(ports.clickhouse, orgId, before);
          return await deleteDetailBefore(ports.clickhouse, orgId, before);
        },
      );
      done.days_deleted += await step(`delete archive of ${orgId}`, () => removeDaysBefore(ports, orgId, before));
    }
    const last = page.at(-1);
    if (last === undefined || page.length < ORGANIZATIONS_PER_PAGE) return done;
    after = last.orgId;
  }
}

async function removeDaysBefore(
  { region, archive }: JobContext["ports"],
  orgId: string,
  before: number,
): Promise<number> {
  const days = await listArchivedDays(archive, region, orgId);
  const over = days.filter(({ day }) => Date.parse(day) < before);
  for (const day of over) await removeDay(archive, day);
  return over.length;
}
