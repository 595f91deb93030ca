import { listArchivedDays } from "../../../stores/archive/day-archive.ts";
import { type ErasedPage, eraseFromDeadLetters, eraseFromRawLog } from "../../../stores/archive/erase-objects.ts";
import type { ErasedRows } from "../../../stores/archive/erase-rows.ts";
import { sweepPage } from "../../../stores/archive/sweep-objects.ts";
import { countErased, eraseEvents } from "../../../stores/clickhouse/erase-events.ts";
import { markHours } from "../../../stores/clickhouse/rollups/mark-hours.ts";
import { completeErasure, readErasure } from "../../../stores/postgres/privacy/erasures.ts";
import { archiveDay } from "../archive/archive-day.ts";
import type { Job, JobContext } from "../run/job.ts";

const DAY_MS = 86_400_000;
const RAW_OBJECTS_PER_STEP = 25;
const LETTERS_PER_STEP = 100;

/**
 * Erases a person from a region's stores: events, archived days, raw log, dead letters, exported files and the live view.
 * Every step looks for what is still there, so a run that is cut off goes on, and a second run finds nothing.
 */
export const erasePerson: Job = async (context, { erasure_id: id }) => {
  const { ports, step, runId } = context;
  if (id === undefined) throw new RangeError("an erasure needs the id of its request");
  const request = await step("read request", async () => {
    const found = await readErasure(ports.database, id);
    return found === undefined ? null : { orgId: found.organizationId, digests: found.digests };
  });
  if (request === null) throw new RangeError(`there is no erasure ${id}`);
  const { orgId, digests } = request;
  const person: ErasedRows = { orgId, digests: new Set(digests) };

  const found = await step("count events", () => countErased(ports.clickhouse, request));
  await step("erase events", () => done(eraseEvents(ports.clickhouse, request)));
  await step("mark rollups", () => done(markDays(ports, orgId, found.days)));
  const archivedDays = await eraseFromArchive(context, orgId, { days: found.days, runTag: runId });
  const raw = await eraseFrom(context, "raw log", (after) => {
    return eraseFromRawLog(ports.rawLog, { region: ports.region, after, limit: RAW_OBJECTS_PER_STEP }, person);
  });
  const letters = await eraseFrom(context, "dead letters", (after) => {
    return eraseFromDeadLetters(ports.rawLog, { region: ports.region, after, limit: LETTERS_PER_STEP }, person);
  });
  const exports = await removeExports(context, orgId);
  const live = await step("forget in the live view", () => ports.forgetInLive(orgId, digests));
  // What was on the queue when the edge learnt of the erasure has arrived by now.
  const late = await step("erase late events", async () => {
    const { events } = await countErased(ports.clickhouse, request);
    if (events > 0) await eraseEvents(ports.clickhouse, request);
    return events;
  });
  const receipt = {
    events: found.events + late,
    archived_days: archivedDays,
    raw_log_rows: raw.rows,
    raw_log_objects: raw.objects,
    dead_letters: letters.objects,
    exports,
    live_sessions: live.sessions,
    live_lines: live.lines,
  };
  await step("write receipt", () => done(completeErasure(ports.database, id, receipt)));
  return receipt;
};

/** What was aggregated of the person's days is aggregated anew; until then the days are answered from events. */
async function markDays({ clickhouse }: JobContext["ports"], orgId: string, days: string[]): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  await markHours(clickhouse, { orgId, from: Date.parse(first), to: Date.parse(last) + DAY_MS });
}

/** Writes the archived days anew on which the person had events. */
async function eraseFromArchive(
  { ports, step }: JobContext,
  orgId: string,
  { days, runTag }: { days: string[]; runTag: string },
): Promise<number> {
  const { region } = ports;
  const archived = await step(
    "list archived days",
    async () => (await listArchivedDays(ports.archive, region, orgId)).map(({ day }) => day),
  );
  const concerned = archived.filter((day) => days.includes(day));
  for (const day of concerned) {
    const { outcome } = await archiveDay({ ports, step }, { region, orgId, day }, { runTag });
    if (outcome === "moving") throw new Error(`${day} would not hold still to be archived without the person`);
  }
  return concerned.length;
}

async function eraseFrom(
  { step }: JobContext,
  name: string,
  erasePage: (after: string | null) => Promise<ErasedPage>,
): Promise<{ objects: number; rows: number }> {
  const total = { objects: 0, rows: 0 };
  let after: string | null = null;
  for (let page = 1;; page++) {
    const from: string | null = after;
    const erased: ErasedPage = await step(`erase from ${name} ${page}`, () => erasePage(from));
    total.objects += erased.objects;
    total.rows += erased.rows;
    after = erased.after;
    if (after === null) return total;
  }
}

/** Exported files are copies of a few days' life; which of them name the person, nobody has to find out. */
async function removeExports({ ports, step }: JobContext, orgId: string): Promise<number> {
  let removed = 0;
  let after: string | null = null;
  for (let page = 1;; page++) {
    const from: string | null = after;
    const swept: { removed: number; after: string | null } = await step(
      `remove exports ${page}`,
      () => sweepPage(ports.exports, `exports/${orgId}/`, from, () => "remove"),
    );
    removed += swept.removed;
    after = swept.after;
    if (after === null) return removed;
  }
}

/** A step has to answer something that can be kept. */
async function done(work: Promise<void>): Promise<null> {
  await work;
  return null;
}
