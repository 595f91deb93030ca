/** A value of an exported table. */
export type Cell = string | number | boolean | null;

/** A table as it leaves the page. */
export interface ExportedTable {
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
}

/** Beginnings that a spreadsheet takes for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A table as CSV (RFC 4180, UTF-8, a line of names first). Text that a spreadsheet would run as a formula gets an apostrophe
 * in front; numbers are written plainly.
 */
export function writeCsv({ columns, rows }: ExportedTable): string {
  return [columns, ...rows].map((row) => row.map(writeCell).join(",")).join("\r\n") + "\r\n";
}

function writeCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell !== "string") return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table as a JSON array of objects. */
export function writeJson({ columns, rows }: ExportedTable): string {
  const objects = rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i] ?? null])));
  return `${JSON.stringify(objects, null, 2)}\n`;
}
