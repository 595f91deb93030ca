import { threeDigits } from "./number.ts";

const UNITS = ["KB", "MB", "GB", "TB"] as const;

/** A size in bytes: `812 B`, `14.2 MB`. Decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const power = Math.min(UNITS.length, Math.floor(Math.log10(bytes) / 3));
  return `${threeDigits(bytes / 1_000 ** power)} ${UNITS[power - 1]}`;
}
