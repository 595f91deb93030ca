import { formatCompact, formatExact, MINUS, threeDigits } from "./number.ts";

const cents = new Intl.NumberFormat("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An amount on a tile: no cents from $1,000 on, a suffix from a million on. */
export function formatMoneyTile(usd: number): string {
  if (usd >= 999_999.5) return `$${formatCompact(usd)}`;
  if (usd >= 999.995) return `$${formatExact(usd)}`;
  return formatMoney(usd);
}

/** An amount in a table or tooltip: two decimals, three below a cent. */
export function formatMoney(usd: number): string {
  if (usd === 0) return "$0.00";
  if (usd < 0) return `${MINUS}${formatMoney(-usd)}`;
  if (usd < 0.001) return "<$0.001";
  if (usd < 0.01) return `$${usd.toFixed(3)}`;
  return `$${cents.format(usd)}`;
}

/** Amounts of one column with one precision: no cents as soon as the largest reaches $1,000. */
export function moneyColumn(amounts: readonly number[]): (usd: number) => string {
  return Math.max(0, ...amounts) < 999.995
    ? formatMoney
    : (usd) => (usd > 0 && usd < 0.5 ? "<$1" : formatMoneyTile(Math.round(usd)).replace(/\.00$/, ""));
}

/** The amount of a single request: three decimals below ten dollars. */
export function formatRequestMoney(usd: number): string {
  if (usd === 0) return "$0";
  if (usd < 0.001) return "<$0.001";
  return usd < 10 ? `$${usd.toFixed(3)}` : formatMoney(usd);
}

/** An amount on an axis: `$0`, `$1.5`, `$600`, `$12k`. */
export function formatMoneyAxis(usd: number): string {
  if (usd >= 1e6) return `$${threeDigits(usd / 1e6)}M`;
  if (usd >= 10_000) return `$${Number((usd / 1000).toFixed(1))}k`;
  if (usd >= 1000) return `$${formatExact(usd)}`;
  return `$${Number(usd.toFixed(3))}`;
}
