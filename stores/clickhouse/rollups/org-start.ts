/** An hour or a day of an organisation. */
export interface OrgStart {
  orgId: string;
  /** Seconds since 1970. */
  start: number;
}

/** Most hours or days in one list. */
export const MAX_LISTED = 5_000;

/**
 * Hours or days as parameters of a statement: `orgs` and `starts`, pair by pair, and the `first` and `last` of the starts. They
 * travel in the body, because an address would be too short for them.
 */
export function bindStarts(list: readonly OrgStart[], others: Record<string, string> = {}): FormData {
  const starts = list.map(({ start }) => start);
  const values: Record<string, string> = {
    ...others,
    orgs: `[${list.map(({ orgId }) => quote(orgId)).join(",")}]`,
    starts: `[${starts.join(",")}]`,
    first: String(starts.reduce((least, start) => Math.min(least, start), Infinity)),
    last: String(starts.reduce((greatest, start) => Math.max(greatest, start), 0)),
  };
  const form = new FormData();
  for (const [name, value] of Object.entries(values)) form.set(`param_${name}`, value);
  return form;
}

/** The pairs of a list, for a condition. A subquery is looked up; an expression would be gone through for every row. */
export const STARTS = `(SELECT pair.1, toDateTime(pair.2, 'UTC')
    FROM (SELECT arrayJoin(arrayZip({orgs:Array(String)}, {starts:Array(UInt32)})) AS pair))`;

/** Whether an hour belongs to the days of a list. */
export const HOURS_OF_DAYS =
  `start >= toDateTime({first:Int64}, 'UTC') AND start < toDateTime({last:Int64} + 86400, 'UTC')
  AND (org_id, toStartOfDay(start)) IN ${STARTS}`;

/** A text as an element of an array parameter. */
function quote(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
