/** Characters with which spreadsheets begin a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * One line of CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe in front, which it shows
 * to nobody; numbers and flags stay as they are.
 */
export function csvLine(values: readonly (string | number | boolean | null)[]): string {
  return `${values.map((value) => typeof value === "string" ? field(value) : String(value ?? "")).join(",")}\r\n`;
}

function field(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
