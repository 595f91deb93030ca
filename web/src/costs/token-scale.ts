import { formatExact, NOTHING } from "../format/number.ts";

/** How the token columns of a table are written: in one unit, with one precision. */
export interface TokenScale {
  /** As the columns' heading says it. */
  label: string;
  write: (tokens: number) => string;
}

const MILLION = 1e6;
/** From here on a column of millions says more than one of digits. */
const MANY = 10 * MILLION;
const oneDecimal = new Intl.NumberFormat("en-US", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The scale of columns whose largest figure is `most`. */
export function tokenScale(most: number): TokenScale {
  if (most < MANY) return { label: "Tokens", write: (tokens) => (tokens === 0 ? NOTHING : formatExact(tokens)) };
  return { label: "Tokens, millions", write: writeMillions };
}

function writeMillions(tokens: number): string {
  if (tokens === 0) return NOTHING;
  return tokens < 0.05 * MILLION ? "<0.1" : oneDecimal.format(tokens / MILLION);
}
