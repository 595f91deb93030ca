/** Rates in US dollars per million tokens. Without one, cached tokens cost what input does, and reasoning what output does. */
export type RateRow = readonly [
  input: number,
  output: number,
  cacheRead?: number,
  cacheWrite?: number,
  reasoning?: number,
];

/** What some models cost from a time on. */
export interface PriceRow {
  /** Names without a provider, a date or a version of the API; see model-name.ts. */
  models: readonly string[];
  /** ISO date or time; without one the price has not changed since the model came out. */
  from?: string;
  rates: RateRow;
  /** Rates for prompts of more tokens than the first number; the last that fits holds, for the whole request. */
  above?: readonly (readonly [tokens: number, ...RateRow])[];
}

/** A provider's prices, where they were read and when. */
export interface PriceSheet {
  provider: string;
  source: string;
  /** ISO date. */
  checked: string;
  rows: readonly PriceRow[];
}
