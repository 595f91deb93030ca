import {
  type ArchiveDay,
  type ArchivePart,
  commitDay,
  partKey,
  readManifest,
  removeDay,
  tidyDay,
} from "../../../stores/archive/day-archive.ts";
import { putStream } from "../../../stores/archive/put-stream.ts";
import {
  countDay,
  type EventColumn,
  type Fingerprint,
  fingerprintDay,
  fingerprintParquet,
  openParquet,
  readEventColumns,
} from "../../../stores/clickhouse/archive-rows.ts";
import type { JobContext } from "../run/job.ts";

type ArchivePorts = Pick<JobContext["ports"], "region" | "clickhouse" | "archive">;

/** What archiving a day needs. */
export interface DayContext {
  ports: ArchivePorts;
  step: JobContext["step"];
}

/** What became of a day. `moving`: events kept arriving, and the day is left as it was. */
export type DayOutcome = { outcome: "archived"; rows: number; bytes: number } | { outcome: "unchanged" | "moving" };

/** Rows of one file: some 50 MB of agents' events. */
const PART_ROWS = 500_000;
/** Events that arrive while a day is being archived make it begin anew. */
const ATTEMPTS = 3;

interface DayPlan {
  columns: EventColumn[];
  /** Of the manifest that the plan was made beside; `null` where there was none. */
  previousEtag: string | null;
  parts: PlannedPart[];
}

interface PlannedPart {
  index: number;
  fingerprint: Fingerprint;
  /** A file that holds the same already. */
  existing: ArchivePart | null;
}

/**
 * Archives a closed day of an organisation: files are written, read back by ClickHouse and compared with what the day held
 * before any of them counts. A day that is archived already and has not changed since stays as it is. `runTag` keeps this
 * run's files apart from another's.
 */
export async function archiveDay(
  { ports, step }: DayContext,
  day: ArchiveDay,
  { runTag, partRows = PART_ROWS }: { runTag: string; partRows?: number | undefined },
): Promise<DayOutcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const name = (what: string) => `${what} ${day.orgId} ${day.day} #${attempt}`;
    const plan = await step(name("plan"), () => planDay(ports, day, partRows));
    if (plan === null) return { outcome: "unchanged" };
    const count = plan.parts.length;
    const parts: ArchivePart[] = [];
    for (const part of plan.parts) {
      const key = partKey(day, { index: part.index, count, attempt: `${runTag}-${attempt}` });
      const write = () => writePart(ports, day, { columns: plan.columns, count, part, key });
      const written = part.existing ?? await step(name(`write ${part.index + 1}/${count}`), write);
      if (written === null) break;
      parts.push(written);
    }
    if (parts.length < count) continue;
    const isCommitted = await step(name("commit"), () => commit(ports, day, plan, parts));
    if (!isCommitted) continue;
    const sum = (of: (part: ArchivePart) => number) => parts.reduce((total, part) => total + of(part), 0);
    return { outcome: "archived", rows: sum(({ rows }) => rows), bytes: sum(({ bytes }) => bytes) };
  }
  return { outcome: "moving" };
}

/** The files that the day makes; `null` when they are there already, or when there is nothing to archive. */
async function planDay(
  { clickhouse, archive }: ArchivePorts,
  day: ArchiveDay,
  partRows: number,
): Promise<DayPlan | null> {
  const columns = await readEventColumns(clickhouse);
  const rows = await countDay(clickhouse, day);
  // Only days with rows come here, so these have all been retracted. What has expired is not looked at, and stays archived.
  if (rows === 0) {
    await removeDay(archive, day);
    return null;
  }
  const fingerprints = await fingerprintDay(clickhouse, columns, { ...day, count: Math.ceil(rows / partRows) });
  const stored = await readManifest(archive, day);
  const archived = stored?.manifest.parts ?? [];
  const parts = fingerprints.map((fingerprint, index): PlannedPart => {
    const candidate = archived.length === fingerprints.length ? archived[index] : undefined;
    const existing = candidate !== undefined && isSame(candidate, fingerprint) ? candidate : null;
    return { index, fingerprint, existing };
  });
  if (parts.some(({ existing }) => existing === null)) return { columns, previousEtag: stored?.etag ?? null, parts };
  await tidyDay(archive, day);
  return null;
}

/** Writes a file and has it read back. Answers `null`, with the file removed, when it is not what was planned. */
async function writePart(
  { clickhouse, archive }: ArchivePorts,
  day: ArchiveDay,
  { columns, count, part, key }: { columns: EventColumn[]; count: number; part: PlannedPart; key: string },
): Promise<ArchivePart | null> {
  const { index, fingerprint } = part;
  const file = await openParquet(clickhouse, columns, { orgId: day.orgId, day: day.day, index, count });
  const bytes = await putStream(archive, key, file, {
    httpMetadata: { contentType: "application/vnd.apache.parquet" },
  });
  const stored = await archive.get(key);
  if (stored === null) throw new Error(`${key} is not there after it was written`);
  const found = await fingerprintParquet(clickhouse, columns, stored.body, `${key}#${stored.etag}`);
  if (isSame(found, fingerprint)) return { key, ...found, bytes };
  await archive.delete(key);
  return null;
}

async function commit(
  { archive }: ArchivePorts,
  day: ArchiveDay,
  { columns, previousEtag }: DayPlan,
  parts: ArchivePart[],
): Promise<boolean> {
  const version = {
    version: 1 as const,
    org_id: day.orgId,
    day: day.day,
    rows: parts.reduce((total, { rows }) => total + rows, 0),
    checksum: parts.reduce((total, { checksum }) => BigInt.asUintN(64, total + BigInt(checksum)), 0n).toString(),
    columns,
    parts,
    archived_at: new Date().toISOString(),
  };
  return await commitDay(archive, day, version, previousEtag);
}

function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return a.rows === b.rows && a.checksum === b.checksum;
}
