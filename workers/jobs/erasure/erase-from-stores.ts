import { type ErasedPage, eraseFromDeadLetters, eraseFromRawLog } from "../../../stores/archive/erase-objects.ts";
import type { ErasedRows } from "../../../stores/archive/erase-rows.ts";
import { rawLogStart } from "../../../stores/archive/raw-log.ts";
import { sweepPage } from "../../../stores/archive/sweep-objects.ts";
import { countErased, type ErasedPerson, eraseEvents } from "../../../stores/clickhouse/erase-events.ts";
import { markHours } from "../../../stores/clickhouse/rollups/mark-hours.ts";
import { expireOrganizationExports } from "../../../stores/postgres/exports/expire-exports.ts";
import type { JobContext } from "../run/job.ts";
import { eraseFromArchive } from "./erase-from-archive.ts";

const DAY_MS = 86_400_000;
const RAW_OBJECTS_PER_STEP = 25;
const LETTERS_PER_STEP = 100;

/** One pass over all stores. */
export interface ErasurePass {
  /** Tells the steps of one pass from those of another. */
  name: string;
  /** Epoch ms: nothing of the person was received before it that a pass has not seen. */
  since: number;
}

/** Figures of what a pass removed. */
export type PassFigures = Record<string, number>;

/**
 * Looks for a person in all of a region's stores and removes what is there: events, archived days, raw log, dead letters,
 * exported files, and what the organisation's objects keep. Every step looks anew, so it may be cut off and come again.
 */
export async function eraseFromStores(
  context: JobContext,
  person: ErasedPerson,
  { name, since }: ErasurePass,
): Promise<PassFigures> {
  const { ports, runId } = context;
  const { orgId, digests } = person;
  const step: JobContext["step"] = (what, work) => context.step(`${what}${name}`, work);
  const pass = { ...context, step };

  const found = await step("count events", () => countErased(ports.clickhouse, person));
  await step("erase events", () => done(eraseEvents(ports.clickhouse, person)));
  await step("mark rollups", () => done(markDays(ports, orgId, found.days)));
  const archivedDays = await eraseFromArchive(pass, orgId, { days: found.days, runTag: `${runId}${name}` });
  const rows: ErasedRows = { orgId, digests: new Set(digests) };
  const raw = await eraseFromLog(pass, rows, since);
  const letters = await eachPage(pass, "erase from dead letters", (after) => {
    return eraseFromDeadLetters(ports.rawLog, { region: ports.region, after, limit: LETTERS_PER_STEP }, {
      ...rows,
      unsigned: new Set(raw.unsigned),
    });
  });
  const exports = await removeExports(pass, orgId);
  const live = await step("forget in the live view", () => ports.forgetInLive(orgId, digests));
  const telemetry = await step("forget in the telemetry object", () => ports.forgetInTelemetry(orgId, digests));
  return {
    events: found.events,
    archived_days: archivedDays,
    raw_log_rows: raw.rows,
    raw_log_objects: raw.objects,
    dead_letters: letters.objects,
    exports,
    live_sessions: live.sessions,
    live_lines: live.lines,
    telemetry_events: telemetry.events,
    telemetry_traces: telemetry.traces,
  };
}

/** What was aggregated of the person's days is aggregated anew; until then the days are answered from events. */
async function markDays({ clickhouse }: JobContext["ports"], orgId: string, days: string[]): Promise<void> {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return;
  await markHours(clickhouse, { orgId, from: Date.parse(first), to: Date.parse(last) + DAY_MS });
}

/** Rows that say whose they are, and then those that do not and are versions of the same events. */
async function eraseFromLog(context: JobContext, rows: ErasedRows, since: number): Promise<Omit<ErasedPage, "after">> {
  const { rawLog, region } = context.ports;
  const start = since === 0 ? null : rawLogStart(region, since);
  const erase = (what: string, wanted: ErasedRows) =>
    eachPage(context, what, (after) => {
      return eraseFromRawLog(rawLog, { region, after: after ?? start, limit: RAW_OBJECTS_PER_STEP }, wanted);
    });
  const signed = await erase("erase from raw log", rows);
  if (signed.unsigned.length === 0) return signed;
  const unsigned = await erase("erase versions from raw log", { ...rows, unsigned: new Set(signed.unsigned) });
  return { ...signed, objects: signed.objects + unsigned.objects, rows: signed.rows + unsigned.rows };
}

async function eachPage(
  { step }: JobContext,
  what: string,
  erasePage: (after: string | null) => Promise<ErasedPage>,
): Promise<Omit<ErasedPage, "after">> {
  const total = { objects: 0, rows: 0, unsigned: [] as string[] };
  let after: string | null = null;
  for (let page = 1;; page++) {
    const from: string | null = after;
    const erased: ErasedPage = await step(`${what} ${page}`, () => erasePage(from));
    total.objects += erased.objects;
    total.rows += erased.rows;
    total.unsigned.push(...erased.unsigned);
    after = erased.after;
    if (after === null) return total;
  }
}

/** Exported files are copies of a few days' life; which of them name the person, nobody has to find out. */
async function removeExports({ ports, step }: JobContext, orgId: string): Promise<number> {
  await step("expire exports", () => done(expireOrganizationExports(ports.database, ports.region, orgId)));
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
