import { askRegion, askRows, type RegionAccess, tellRegion } from "./ask-region.ts";

/** A column of `events`, as archived files have it too. */
export interface EventColumn {
  name: string;
  type: string;
}

/** A number of rows, and a sum over the content of every column of them that does not depend on their order. */
export interface Fingerprint {
  rows: number;
  checksum: string;
}

/** Events of one organisation and day, of which `part` names some: those whose id's hash modulo `count` is `index`. */
export interface DaySlice {
  orgId: string;
  day: string;
  index: number;
  count: number;
}

/** The columns of `events` that hold data of their own, in the table's order. */
export async function readEventColumns(access: RegionAccess): Promise<EventColumn[]> {
  return await askRows<EventColumn>(access, {
    text: `SELECT name, type FROM system.columns
WHERE database = {db:String} AND table = 'events' AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL') ORDER BY position`,
    params: { db: access.database },
  });
}

/** Which days to look at. Times are epoch ms; `to` is exclusive. */
export interface ArchiveSearch {
  /** Event times; whole days. */
  from: number;
  to: number;
  /** Only days with an event that was received since. */
  receivedSince?: number;
  orgId?: string;
  /** Only what comes after this in the order of organisation and day. */
  after?: { orgId: string; day: string };
  limit: number;
}

/** Organisations' days that have events, in order, and about how many events each. */
export async function findEventDays(
  access: RegionAccess,
  { from, to, receivedSince, orgId, after, limit }: ArchiveSearch,
): Promise<{ orgId: string; day: string; events: number }[]> {
  const conditions = [
    "timestamp >= fromUnixTimestamp64Milli({from:Int64}, 'UTC') AND timestamp < fromUnixTimestamp64Milli({to:Int64}, 'UTC')",
    ...(receivedSince === undefined ? [] : ["received_at >= fromUnixTimestamp64Milli({since:Int64}, 'UTC')"]),
    ...(orgId === undefined ? [] : ["org_id = {org:String}"]),
    ...(after === undefined
      ? []
      : ["(org_id, toString(toDate(timestamp))) > ({after_org:String}, {after_day:String})"]),
  ];
  const rows = await askRows<{ org: string; day: string; n: string }>(access, {
    text: `SELECT org_id AS org, toString(toDate(timestamp)) AS day, count() AS n FROM events
WHERE ${conditions.join(" AND ")} GROUP BY org, day ORDER BY org, day LIMIT {limit:UInt32}`,
    params: {
      from,
      to,
      limit,
      ...(receivedSince === undefined ? {} : { since: receivedSince }),
      ...(orgId === undefined ? {} : { org: orgId }),
      ...(after === undefined ? {} : { after_org: after.orgId, after_day: after.day }),
    },
  });
  return rows.map(({ org, day, n }) => ({ orgId: org, day, events: Number(n) }));
}

/** How many events a day has, each counted once. */
export async function countDay(access: RegionAccess, { orgId, day }: Pick<DaySlice, "orgId" | "day">): Promise<number> {
  const [row] = await askRows<{ n: string }>(access, {
    text: `SELECT count() AS n FROM events FINAL WHERE ${OF_DAY}`,
    params: { org: orgId, day },
  });
  return Number(row?.n ?? 0);
}

/** The fingerprint of each of `count` slices of a day. */
export async function fingerprintDay(
  access: RegionAccess,
  columns: readonly EventColumn[],
  { orgId, day, count }: Omit<DaySlice, "index">,
): Promise<Fingerprint[]> {
  const rows = await askRows<{ slice: string; n: string; checksum: string }>(access, {
    text: `SELECT ${SLICE} AS slice, count() AS n, toString(${checksumOf(columns)}) AS checksum
FROM events FINAL WHERE ${OF_DAY} GROUP BY slice`,
    params: { org: orgId, day, slices: count },
  });
  return Array.from({ length: count }, (_, index) => {
    const row = rows.find(({ slice }) => Number(slice) === index);
    return { rows: Number(row?.n ?? 0), checksum: row?.checksum ?? "0" };
  });
}

/** A slice's events as a Parquet file, each event once, the oldest of each type first. */
export async function openParquet(
  access: RegionAccess,
  columns: readonly EventColumn[],
  { orgId, day, index, count }: DaySlice,
): Promise<ReadableStream<Uint8Array>> {
  const { body } = await askRegion(access, {
    text: `SELECT ${namesOf(columns)} FROM events FINAL WHERE ${OF_DAY} AND ${SLICE} = {slice:UInt32}
ORDER BY event_type, timestamp, event_id FORMAT Parquet`,
    params: { org: orgId, day, slice: index, slices: count },
    settings: { output_format_parquet_compression_method: "zstd", output_format_parquet_row_group_size: ROW_GROUP },
  });
  if (body === null) throw new Error("ClickHouse answered a file without a body");
  return body;
}

/** Has ClickHouse read a Parquet file back and answers what it found in it. `checkId` names the reading. */
export async function fingerprintParquet(
  access: RegionAccess,
  columns: readonly EventColumn[],
  file: ReadableStream,
  checkId: string,
): Promise<Fingerprint> {
  const structure = columns.map(({ name, type }) => `${quoteName(name)} ${type}`).join(", ");
  await tellRegion(access, {
    text: `INSERT INTO archive_checks (check_id, rows, checksum)
SELECT {check:String}, count(), ${checksumOf(columns)} FROM input(${quoteText(structure)}) FORMAT Parquet`,
    params: { check: checkId },
    body: file,
  });
  const [row] = await askRows<{ n: string; checksum: string }>(access, {
    text: `SELECT rows AS n, toString(checksum) AS checksum FROM archive_checks
WHERE check_id = {check:String} ORDER BY at DESC LIMIT 1`,
    params: { check: checkId },
  });
  if (row === undefined) throw new Error(`ClickHouse wrote down no result of the check ${checkId}`);
  return { rows: Number(row.n), checksum: row.checksum };
}

const OF_DAY = "org_id = {org:String} AND timestamp >= toDateTime64({day:String}, 3, 'UTC') " +
  "AND timestamp < toDateTime64({day:String}, 3, 'UTC') + INTERVAL 1 DAY";
const SLICE = "cityHash64(event_id) % {slices:UInt32}";
/** Rows that are held together while a file is written. */
const ROW_GROUP = 65_536;

function namesOf(columns: readonly EventColumn[]): string {
  return columns.map(({ name }) => quoteName(name)).join(", ");
}

// As text, so that a value counts the same whatever the encoding of its column.
function checksumOf(columns: readonly EventColumn[]): string {
  return `sum(cityHash64(toString(tuple(${namesOf(columns)}))))`;
}

function quoteName(name: string): string {
  return `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}

function quoteText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
