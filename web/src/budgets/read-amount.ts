const MOST_USD = 1e9;
/** Digits, with or without a thousand's separator, and at most two decimals. */
const AMOUNT = /^\$?(\d{1,3}(,\d{3})+|\d+)(\.\d{1,2})?$/;

/** An amount of US dollars as people write it: `5200`, `$5,200`, `12.50`; `undefined` for what is none, or none above zero. */
export function readAmount(text: string): number | undefined {
  const trimmed = text.trim();
  if (!AMOUNT.test(trimmed)) return undefined;
  const usd = Number(trimmed.replaceAll(/[$,]/g, ""));
  return usd > 0 && usd <= MOST_USD ? usd : undefined;
}
