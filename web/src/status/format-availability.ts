import { NOTHING } from "../format/number.ts";

/** A share of checks as `99.95%`: two decimals, and never all where one was missed. */
export function formatAvailability(checks: number, ok: number): string {
  if (checks === 0) return NOTHING;
  if (ok === checks) return "100%";
  return `${(Math.min(0.9999, ok / checks) * 100).toFixed(2)}%`;
}
