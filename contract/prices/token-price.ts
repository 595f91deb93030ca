import type { RateRow } from "./price-sheet.ts";

/** Token counts of one event; missing ones are none. */
export interface TokenCounts {
  input_tokens?: number | undefined;
  output_tokens?: number | undefined;
  cache_read_tokens?: number | undefined;
  cache_creation_tokens?: number | undefined;
  reasoning_tokens?: number | undefined;
}

/** What a token of each kind costs, in whole millionths of a millionth of a US dollar. */
interface PicoRates {
  input: number;
  output: number;
  cacheRead: number;
  cacheWrite: number;
  reasoning: number;
}

/** What a model costs at some time. */
export interface TokenPrice extends PicoRates {
  /** By growing number of prompt tokens. */
  above: readonly (PicoRates & { tokens: number })[];
}

/** Makes a price of listed rates. */
export function tokenPrice(
  rates: RateRow,
  above: readonly (readonly [tokens: number, ...RateRow])[] = [],
): TokenPrice {
  const tiers = above.map(([tokens, ...row]) => ({ tokens, ...toPico(row) })).toSorted((a, b) => a.tokens - b.tokens);
  return { ...toPico(rates), above: tiers };
}

function toPico([input, output, cacheRead, cacheWrite, reasoning]: RateRow): PicoRates {
  // A dollar per million tokens is a million picodollars a token; rates have six decimals at most, so these are whole.
  const pico = (rate: number) => Math.round(rate * 1e6);
  return {
    input: pico(input),
    output: pico(output),
    cacheRead: pico(cacheRead ?? input),
    cacheWrite: pico(cacheWrite ?? input),
    reasoning: pico(reasoning ?? output),
  };
}

const PICO_PER_NANO = 1_000;
const NANO_PER_DOLLAR = 1e9;

/**
 * What tokens cost in US dollars, a whole number of billionths: the exact sum, rounded half up once.
 * @param isOneRequest whether the tokens are those of a single request, to which rates for long prompts apply
 */
export function costOf(tokens: TokenCounts, price: TokenPrice, isOneRequest: boolean): number {
  const { input_tokens = 0, output_tokens = 0, cache_read_tokens = 0, cache_creation_tokens = 0 } = tokens;
  const { reasoning_tokens = 0 } = tokens;
  const prompt = input_tokens + cache_read_tokens + cache_creation_tokens;
  const rates = isOneRequest && price.above.length > 0 ? ratesFor(price, prompt) : price;
  const pico = input_tokens * rates.input + output_tokens * rates.output + cache_read_tokens * rates.cacheRead +
    cache_creation_tokens * rates.cacheWrite + reasoning_tokens * rates.reasoning;
  if (pico <= Number.MAX_SAFE_INTEGER) return roundToNano(pico) / NANO_PER_DOLLAR;
  const exact = BigInt(input_tokens) * BigInt(rates.input) + BigInt(output_tokens) * BigInt(rates.output) +
    BigInt(cache_read_tokens) * BigInt(rates.cacheRead) + BigInt(cache_creation_tokens) * BigInt(rates.cacheWrite) +
    BigInt(reasoning_tokens) * BigInt(rates.reasoning);
  return Number((exact + BigInt(PICO_PER_NANO / 2)) / BigInt(PICO_PER_NANO)) / NANO_PER_DOLLAR;
}

function ratesFor(price: TokenPrice, promptTokens: number): PicoRates {
  let rates: PicoRates = price;
  for (const tier of price.above) {
    if (promptTokens > tier.tokens) rates = tier;
  }
  return rates;
}

/** Whole numbers all along, so that no quotient can lie on the wrong side of a half. */
function roundToNano(pico: number): number {
  const rest = pico % PICO_PER_NANO;
  return (pico - rest) / PICO_PER_NANO + (rest >= PICO_PER_NANO / 2 ? 1 : 0);
}
