import type { FaultRow } from "./fault.ts";

const COLUMNS = ["acknowledged", "stored", "duplicates", "lost", "fresh in", "all in"];
const WIDTH = 13;

/** The table's head. */
export function renderHeader(): string {
  return `${"fault".padEnd(18)}${COLUMNS.map((column) => column.padStart(WIDTH)).join("")}`;
}

/** One line of the table, and a line for each thing that did not hold or should be known. */
export function renderRow({ name, title, reconciliation, freshAfterMs, failures, notes, answers }: FaultRow): string {
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const values = reconciliation === undefined ? ["", "", "", "", seconds(freshAfterMs), ""] : [
    reconciliation.acknowledged,
    reconciliation.stored,
    reconciliation.duplicates,
    reconciliation.lost,
    seconds(freshAfterMs),
    seconds(freshAfterMs + reconciliation.caughtUpMs),
  ];
  const columns = values.map((value) => String(value).padStart(WIDTH)).join("");
  const counted = Object.entries(answers).map(([status, count]) => `${count}× ${status === "0" ? "none" : status}`);
  return [
    `${name.padEnd(18)}${columns}  ${failures.length === 0 ? "holds" : "FAILED"}`,
    `    ${title}${counted.length > 0 ? ` (answers: ${counted.join(", ")})` : ""}`,
    ...notes.map((note) => `    · ${note}`),
    ...failures.map((failure) => `    ! ${failure}`),
  ].join("\n");
}
