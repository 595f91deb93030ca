import { MAX_OVERRIDES } from "../../../contract/prices/limits.ts";
import type { ListPrice, OwnPrice, PriceTable } from "../../../contract/prices/price-api.ts";
import type { PriceOverride } from "../../../contract/prices/rates.ts";
import { AppError } from "../../../contract/problem.ts";
import {
  listOrgPrices,
  type OrgPrice,
  removeOrgPrice,
  setOrgPrice,
} from "../../../stores/postgres/prices/org-prices.ts";
import { readPriceTable } from "../../../stores/postgres/prices/read-price-table.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import type { StoredPrice } from "./price-rows.ts";

/** What models cost for an organisation: its own prices, and the list's. */
export async function describePrices(ctx: RequestContext, { tenant }: Member): Promise<PriceTable> {
  const [own, list] = await Promise.all([listOrgPrices(tenant), readPriceTable(ctx.database)]);
  return { own: own.map(describeOwn), list: list.map(describeListed) };
}

/** Sets a price of the organisation's own. The edge hears of it with the next verdict about each of its keys. */
export async function setPrice(ctx: RequestContext, member: Member, price: PriceOverride): Promise<OwnPrice> {
  const valid_from = new Date(price.valid_from).toISOString();
  const own = { ...price, model: price.model.toLowerCase(), valid_from };
  const row = await setOrgPrice(member.tenant, actorOf(ctx, member), own);
  if (row === undefined) {
    throw new AppError("CONFLICT", `The organisation has ${MAX_OVERRIDES} prices of its own; remove one first.`);
  }
  return describeOwn(row);
}

/** Removes a price of the organisation's own; the list's holds again. */
export async function removePrice(ctx: RequestContext, member: Member, id: string): Promise<void> {
  if (await removeOrgPrice(member.tenant, actorOf(ctx, member), id)) return;
  throw new AppError("NOT_FOUND", `There is no price ${id}.`);
}

function describeOwn({ id, model, validFrom, rates, updatedAt }: OrgPrice): OwnPrice {
  return { id, model, valid_from: validFrom.toISOString(), ...rates, updated_at: updatedAt.toISOString() };
}

function describeListed({ model, provider, validFrom, rates, sourceUrl, checkedOn }: StoredPrice): ListPrice {
  const isFirst = validFrom.getTime() === 0;
  return {
    model,
    provider,
    valid_from: isFirst ? null : validFrom.toISOString(),
    ...rates,
    source_url: sourceUrl,
    checked_on: checkedOn,
  };
}
