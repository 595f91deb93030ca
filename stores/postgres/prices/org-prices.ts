import { asc, eq, sql } from "drizzle-orm";
import { MAX_OVERRIDES } from "../../../contract/prices/limits.ts";
import type { PriceOverride } from "../../../contract/prices/rates.ts";
import type { Actor } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { auditLog, orgPrices } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** A tenant's own prices, by model and time. */
export async function listOrgPrices(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select().from(orgPrices).orderBy(asc(orgPrices.model), asc(orgPrices.validFrom)),
  );
  return rows;
}

/** A price of a tenant. */
export type OrgPrice = Awaited<ReturnType<typeof listOrgPrices>>[number];

/**
 * Sets the price of a model from a time on, in the place of one of the same model and time, and writes down who did it.
 * @returns the price, or `undefined` where the tenant has as many as it may
 */
export async function setOrgPrice(
  tenant: TenantDatabase,
  actor: Actor,
  { model, valid_from: validFrom, ...rates }: PriceOverride,
): Promise<OrgPrice | undefined> {
  const id = mintId("prc");
  const details = sql`${JSON.stringify({ model, valid_from: validFrom, ...rates })}::jsonb`;
  const isSame = sql`model = ${model} and valid_from = ${validFrom}::timestamptz`;
  const [written, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with put as (
        insert into ${orgPrices} (id, org_id, model, valid_from, rates)
        select ${id}, ${tenant.orgId}, ${model}, ${validFrom}::timestamptz, ${JSON.stringify(rates)}::jsonb
        where (select count(*) from ${orgPrices}) < ${MAX_OVERRIDES} or exists (select from ${orgPrices} where ${isSame})
        on conflict (org_id, model, valid_from) do update set rates = excluded.rates, updated_at = now()
        returning id
      )
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${
      mintId("aud")
    }, ${tenant.orgId}, ${actor.userId}, 'price.set', id, ${details}, ${actor.requestId} from put`),
    tenant.statements.select().from(orgPrices).where(isSame),
  );
  return written.rowCount === 0 ? undefined : rows[0];
}

/** Removes a price and writes down who did it. Answers whether the tenant had it. */
export async function removeOrgPrice(tenant: TenantDatabase, actor: Actor, id: string): Promise<boolean> {
  const [written] = await tenant.run(
    tenant.statements.execute(sql`
      with gone as (delete from ${orgPrices} where ${eq(orgPrices.id, id)} returning id, model, valid_from, rates)
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, ${tenant.orgId}, ${actor.userId}, 'price.removed', id,
        rates || jsonb_build_object('model', model, 'valid_from', valid_from), ${actor.requestId}
      from gone`),
  );
  return written.rowCount > 0;
}
