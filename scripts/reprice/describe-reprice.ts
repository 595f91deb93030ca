import { addMoney } from "../../contract/window.ts";
import type { RepriceTotals } from "./run-reprice.ts";

/** One line about what has been done so far. */
export function describeReprice({ rows, changed, before_usd, after_usd }: RepriceTotals): string {
  const difference = addMoney(after_usd, -before_usd);
  const sign = difference < 0 ? "−" : "+";
  return `${rows} events, ${changed} changed · $${money(before_usd)} → $${money(after_usd)} (${sign}$${
    money(Math.abs(difference))
  })`;
}

const MOST_MODELS = 20;

/** What to say about models without a price; nothing where every model has one. */
export function describeUnpriced({ unpriced }: RepriceTotals): string[] {
  const models = Object.entries(unpriced).toSorted(([, a], [, b]) => b - a);
  if (models.length === 0) return [];
  return [
    "Without a price, and therefore without a cost. Set one with PUT /v1/prices:",
    ...models.slice(0, MOST_MODELS).map(([model, events]) => `  ${model}  ${events} events`),
  ];
}

/** All nine decimals that are there, and two at least. */
function money(dollars: number): string {
  return dollars.toFixed(9).replace(/0{1,7}$/, "");
}
