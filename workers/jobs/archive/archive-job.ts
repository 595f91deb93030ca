import { z } from "zod";
import type { JobInput } from "../../../contract/jobs.ts";
import { readArchivedUntil, writeArchivedUntil } from "../../../stores/archive/archive-state.ts";
import { type ArchiveSearch, findEventDays } from "../../../stores/clickhouse/archive-rows.ts";
import type { Job, JobContext, Progress } from "../run/job.ts";
import { archiveDay } from "./archive-day.ts";

const DAY_MS = 24 * 3_600_000;
/** A day is closed once events that were on their way at its end have arrived; later ones make a new version of it. */
const GRACE_MS = 2 * 3_600_000;
/** An event is stored at most so long after the edge received it: the longest that the queue holds a message. */
const LONGEST_WAIT_MS = 12 * 3_600_000;
/** Older days are about to expire out of ClickHouse, and what is left there of them must not replace their archive. */
const OLDEST_MS = 365 * DAY_MS;
/** Days that one run takes on; the engine keeps the answers of a run's steps, and their number is limited. */
const DAYS_PER_RUN = 200;

const Cursor = z.object({ page: z.number().int(), as_of: z.number().int(), after: z.tuple([z.string(), z.string()]) });

/** What the first run hands over to those that go on after it. */
interface Walk {
  page: number;
  /** Everything that was received until then will have been archived in the end. */
  asOf: number;
  after?: { orgId: string; day: string };
}

/**
 * Archives closed days that have events received since the last archive, or the days that are asked for. A run that has too
 * many days before it hands the rest over to another.
 */
export const archiveClosedDays: Job = async (context, input) => {
  const { ports, step, startedAt, runId } = context;
  const walk = readWalk(input, startedAt);
  const days = await step(
    "find days",
    async () => await findEventDays(ports.clickhouse, await searchOf(context, input, walk)),
  );
  const mine = days.slice(0, DAYS_PER_RUN);
  const done = { days: 0, archived: 0, unchanged: 0, moving: 0, rows: 0, bytes: 0 };
  const tag = startedAt.toString(36);
  for (const { orgId, day } of mine) {
    const result = await archiveDay(context, { region: ports.region, orgId, day }, { runTag: tag });
    done.days++;
    done[result.outcome]++;
    if (result.outcome !== "archived") continue;
    done.rows += result.rows;
    done.bytes += result.bytes;
    await context.tell(done);
  }
  const last = days.length > mine.length ? mine.at(-1) : undefined;
  if (last !== undefined) return await handOver(context, input, { ...walk, after: last }, done);
  // A day that kept moving is found again by the next run.
  if (isWholesale(input) && done.moving === 0) {
    await step("note", async () => {
      await writeArchivedUntil(ports.archive, ports.region, walk.asOf);
      return null;
    });
  }
  return { ...done, run: runId };
};

function readWalk({ cursor }: JobInput, startedAt: number): Walk {
  if (cursor === undefined) return { page: 1, asOf: startedAt };
  const { page, as_of, after: [orgId, day] } = Cursor.parse(JSON.parse(cursor));
  return { page, asOf: as_of, after: { orgId, day } };
}

async function searchOf({ ports }: JobContext, input: JobInput, walk: Walk): Promise<ArchiveSearch> {
  const closed = Math.floor((walk.asOf - GRACE_MS) / DAY_MS) * DAY_MS;
  const since = isWholesale(input) ? await readArchivedUntil(ports.archive, ports.region) : null;
  const { from, to } = periodOf(input);
  return {
    from: Math.max(from, Math.ceil((walk.asOf - OLDEST_MS) / DAY_MS) * DAY_MS),
    to: Math.min(to, closed),
    ...(since === null ? {} : { receivedSince: since - LONGEST_WAIT_MS }),
    ...(input.org_id === undefined ? {} : { orgId: input.org_id }),
    ...(walk.after === undefined ? {} : { after: walk.after }),
    limit: DAYS_PER_RUN + 1,
  };
}

/** Whether everything of the region is asked for, as time does. */
function isWholesale({ org_id, day, from, to }: JobInput): boolean {
  return org_id === undefined && day === undefined && from === undefined && to === undefined;
}

/** Whole days; those that a period touches count whole. */
function periodOf({ day, from, to }: JobInput): { from: number; to: number } {
  if (day !== undefined) return { from: Date.parse(day), to: Date.parse(day) + DAY_MS };
  return {
    from: from === undefined ? 0 : Math.floor(Date.parse(from) / DAY_MS) * DAY_MS,
    to: to === undefined ? Number.MAX_SAFE_INTEGER : Math.ceil(Date.parse(to) / DAY_MS) * DAY_MS,
  };
}

async function handOver(
  { ports, step, runId }: JobContext,
  input: JobInput,
  { page, asOf, after }: Walk,
  done: Progress,
): Promise<Progress> {
  const next = page + 1;
  const cursor = JSON.stringify({ page: next, as_of: asOf, after: [after?.orgId, after?.day] });
  const key = `${runId.replace(/^archive-/, "").replace(/-p\d+$/, "")}-p${next}`;
  await step("hand over", async () => {
    await ports.startRun({ job: "archive", input: { ...input, cursor }, key });
    return null;
  });
  return { ...done, goes_on_in: `archive-${key}` };
}
