import type { OwnPrice } from "../../../contract/prices/price-api.ts";
import type { PriceOverride, Rates } from "../../../contract/prices/rates.ts";
import { fromLocal, toLocal } from "../format/zone.ts";

/** Rates in the order of the form. */
export const RATE_NAMES = ["input", "output", "cache_read", "cache_write", "reasoning"] as const satisfies readonly (
  keyof Rates
)[];
/** A rate's name. */
export type RateName = (typeof RATE_NAMES)[number];

/** A price as it stands in the form: all text. */
export interface PriceDraft extends Record<RateName, string> {
  model: string;
  /** Date and time on the organisation's clock. */
  validFrom: string;
}

/** The form's first content: a price as it is, or nothing from now on. */
export function draftOf(price: OwnPrice | null, now: number, timeZone: string): PriceDraft {
  const from = price === null ? now : Date.parse(price.valid_from);
  return {
    model: price?.model ?? "",
    validFrom: new Date(toLocal(from, timeZone)).toISOString().slice(0, 16),
    ...Object.fromEntries(
      RATE_NAMES.map((name) => [name, price?.[name] === undefined ? "" : String(price[name])]),
    ) as Record<RateName, string>,
  };
}

/** Whether a rate's text is an amount, or may be left out. */
export function isRate(name: RateName, text: string): boolean {
  if (text.trim() === "") return name !== "input" && name !== "output";
  return /^\d+(\.\d{1,6})?$/.test(text.trim());
}

/** The price that a form says; `undefined` while it is not complete. Long prompts keep the rates they had. */
export function readDraft(draft: PriceDraft, former: OwnPrice | null, timeZone: string): PriceOverride | undefined {
  const local = Date.parse(`${draft.validFrom}Z`);
  if (draft.model.trim() === "" || Number.isNaN(local) || !RATE_NAMES.every((name) => isRate(name, draft[name]))) {
    return undefined;
  }
  const optional = RATE_NAMES.slice(2).flatMap((
    name,
  ) => (draft[name].trim() === "" ? [] : [[name, Number(draft[name])]]));
  return {
    model: draft.model.trim(),
    valid_from: new Date(fromLocal(local, timeZone)).toISOString(),
    input: Number(draft.input),
    output: Number(draft.output),
    ...Object.fromEntries(optional) as Partial<Rates>,
    ...(former?.long_context === undefined ? {} : { long_context: former.long_context }),
  };
}
