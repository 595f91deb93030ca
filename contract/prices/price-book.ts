import { modelNames, plainModel } from "./model-name.ts";
import type { PriceRow, PriceSheet, RateRow } from "./price-sheet.ts";
import type { LongContext, PriceOverride, Rates } from "./rates.ts";
import { type TokenPrice, tokenPrice } from "./token-price.ts";

/** Looks up what a model costs. */
export interface PriceBook {
  /** The price of a model at a time (epoch ms), or `undefined` where none is known. */
  find(model: string, at: number): TokenPrice | undefined;
}

interface DatedPrice {
  /** Epoch ms. */
  from: number;
  price: TokenPrice;
}

/** Prices of one model, the latest first. */
type Course = readonly DatedPrice[];

const MAX_CACHED = 5_000;

/** A book that works out once which prices a model's name leads to; agents name few models, and name them often. */
function bookOf(coursesOf: (model: string) => readonly Course[]): PriceBook {
  const known = new Map<string, readonly Course[]>();
  return {
    find(model, at) {
      let courses = known.get(model);
      if (courses === undefined) {
        courses = coursesOf(model);
        if (known.size >= MAX_CACHED) known.clear();
        known.set(model, courses);
      }
      for (const course of courses) {
        for (const { from, price } of course) {
          if (at >= from) return price;
        }
      }
      return undefined;
    },
  };
}

/** A book of list prices. */
export function listPriceBook(sheets: readonly Pick<PriceSheet, "rows">[]): PriceBook {
  const courses = new Map<string, DatedPrice[]>();
  for (const row of sheets.flatMap(({ rows }) => rows)) {
    const dated = { from: fromOf(row), price: tokenPrice(row.rates, row.above) };
    for (const model of row.models) addDated(courses, plainModel(model), dated);
  }
  return bookOf((model) => {
    const name = modelNames(model).find((candidate) => courses.has(candidate));
    return name === undefined ? [] : [courses.get(name) ?? []];
  });
}

/** A book in which an organisation's own prices go before those of another book. */
export function overriddenPriceBook(overrides: readonly PriceOverride[], list: PriceBook): PriceBook {
  if (overrides.length === 0) return list;
  const exact = new Map<string, DatedPrice[]>();
  const beginnings = new Map<string, DatedPrice[]>();
  for (const override of overrides) {
    const dated = { from: Date.parse(override.valid_from), price: priceOfRates(override, override.long_context) };
    const isBeginning = override.model.endsWith("*");
    const pattern = override.model.toLowerCase();
    if (isBeginning) addDated(beginnings, pattern.slice(0, -1), dated);
    // A name with a provider in front is meant for calls through that provider alone.
    else addDated(exact, pattern.includes("/") ? pattern : plainModel(pattern), dated);
  }
  const longestFirst = [...beginnings].toSorted(([a], [b]) => b.length - a.length);
  const own = bookOf((model) => {
    const names = [model.trim().toLowerCase(), ...modelNames(model)];
    const named = names.flatMap((name) => exact.has(name) ? [exact.get(name) ?? []] : []);
    const begun = longestFirst.filter(([start]) => names.some((name) => name.startsWith(start)));
    return [...named, ...begun.map(([, course]) => course)];
  });
  return { find: (model, at) => own.find(model, at) ?? list.find(model, at) };
}

function addDated(courses: Map<string, DatedPrice[]>, model: string, dated: DatedPrice): void {
  const course = courses.get(model) ?? [];
  course.push(dated);
  course.sort((a, b) => b.from - a.from);
  courses.set(model, course);
}

function fromOf({ from }: PriceRow): number {
  return from === undefined ? 0 : Date.parse(from);
}

function priceOfRates(rates: Rates, longContext: readonly LongContext[] = []): TokenPrice {
  return tokenPrice(rowOf(rates), longContext.map((tier) => [tier.above, ...rowOf(tier)]));
}

function rowOf({ input, output, cache_read, cache_write, reasoning }: Rates): RateRow {
  return [input, output, cache_read, cache_write, reasoning];
}
