import { asc, eq, sql } from "drizzle-orm";
import type { Role } from "../../../contract/account.ts";
import type { GroupRoles, SsoConfig, SsoProtocol } from "../../../contract/single-sign-on.ts";
import { type Actor, auditChange, recordAction } from "../audit.ts";
import { ssoProviders } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST = 20;

/** What a tenant reads of a provider: everything but the secret, which its role has no right to. */
const COLUMNS = {
  id: ssoProviders.id,
  name: ssoProviders.name,
  protocol: ssoProviders.protocol,
  issuer: ssoProviders.issuer,
  domain: ssoProviders.domain,
  domainToken: ssoProviders.domainToken,
  domainVerified: ssoProviders.domainVerified,
  config: ssoProviders.config,
  defaultRole: ssoProviders.defaultRole,
  groupClaim: ssoProviders.groupClaim,
  groupRoles: ssoProviders.groupRoles,
  enforced: ssoProviders.enforced,
  createdAt: ssoProviders.createdAt,
  updatedAt: ssoProviders.updatedAt,
};

/** A tenant's identity providers, in the order of their making. */
export async function listProviders(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select(COLUMNS).from(ssoProviders).orderBy(asc(ssoProviders.createdAt), asc(ssoProviders.id))
      .limit(MOST),
  );
  return rows;
}

/** An identity provider as the tenant sees it. */
export type ProviderRecord = Awaited<ReturnType<typeof listProviders>>[number];

/** One of a tenant's identity providers. */
export async function findProvider(tenant: TenantDatabase, id: string): Promise<ProviderRecord | undefined> {
  const [rows] = await tenant.run(tenant.statements.select(COLUMNS).from(ssoProviders).where(eq(ssoProviders.id, id)));
  return rows[0];
}

/** A provider to be. `sealedSecret` is encrypted already. */
export interface NewProvider {
  id: string;
  name: string;
  protocol: SsoProtocol;
  issuer: string;
  domain: string;
  domainToken: string;
  config: SsoConfig;
  sealedSecret: string | null;
  defaultRole: Role;
  groupClaim: string | null;
  groupRoles: GroupRoles;
}

/** Stores a provider and writes it down, without its secret. */
export async function insertProvider(
  tenant: TenantDatabase,
  actor: Actor,
  provider: NewProvider,
): Promise<ProviderRecord | undefined> {
  const { id, sealedSecret: _secret, domainToken: _token, config, ...told } = provider;
  const [, , rows] = await tenant.run(
    // Columns that are not named take the database's defaults, and the role may name no others.
    tenant.statements.execute(sql`
      insert into ${ssoProviders} (id, org_id, name, protocol, issuer, domain, domain_token, config, sealed_secret,
        default_role, group_claim, group_roles)
      values (${id}, ${tenant.orgId}, ${told.name}, ${told.protocol}, ${told.issuer}, ${told.domain},
        ${provider.domainToken}, ${JSON.stringify(config)}::jsonb, ${provider.sealedSecret}, ${told.defaultRole},
        ${told.groupClaim}, ${JSON.stringify(told.groupRoles)}::jsonb)`),
    recordAction(tenant, actor, "sso.provider_created", id, { after: told }),
    tenant.statements.select(COLUMNS).from(ssoProviders).where(eq(ssoProviders.id, id)),
  );
  return rows[0];
}

/** Columns of a provider that can be changed, and their new values. */
export interface ProviderChange {
  name?: string | undefined;
  config?: SsoConfig | undefined;
  sealed_secret?: string | undefined;
  default_role?: Role | undefined;
  group_claim?: string | null | undefined;
  group_roles?: GroupRoles | undefined;
  enforced?: boolean | undefined;
}

/** What can be said in the log of a change: the secret itself is not among it. */
const TOLD = sql`'name', name, 'default_role', default_role, 'group_claim', group_claim, 'group_roles', group_roles,
  'enforced', enforced, 'config', config`;

/** Changes a provider and writes down what was before and what is now. Answers it, or `undefined` if there is none. */
export async function updateProvider(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  change: ProviderChange,
): Promise<ProviderRecord | undefined> {
  const entries = Object.entries(change).filter(([, value]) => value !== undefined);
  if (entries.length === 0) return await findProvider(tenant, id);
  const wanted = sql`jsonb_populate_record(null::sso_providers, ${JSON.stringify(Object.fromEntries(entries))}::jsonb)`;
  const columns = entries.map(([name]) => sql`${sql.identifier(name)} = wanted.${sql.identifier(name)}`);
  const [, rows] = await tenant.run(
    tenant.statements.execute(sql`
      with wanted as (select * from ${wanted}),
      before as (select id, jsonb_build_object(${TOLD}) as was from ${ssoProviders} where id = ${id} for update),
      changed as (
        update ${ssoProviders} set ${sql.join(columns, sql`, `)}, updated_at = now() from wanted, before
        where sso_providers.id = before.id
        returning sso_providers.id, before.was, jsonb_build_object(${
      sql.raw(
        "'name', sso_providers.name, 'default_role', sso_providers.default_role, 'group_claim', sso_providers.group_claim, " +
          "'group_roles', sso_providers.group_roles, 'enforced', sso_providers.enforced, 'config', sso_providers.config",
      )
    }) as is_now
      )
      ${
      auditChange(tenant, actor, "sso.provider_updated", "changed", {
        target: sql`id`,
        details: sql`jsonb_build_object('before', was, 'after', is_now, 'secret_changed', ${
          change.sealed_secret !== undefined
        }::boolean)`,
      })
    }`),
    tenant.statements.select(COLUMNS).from(ssoProviders).where(eq(ssoProviders.id, id)),
  );
  return rows[0];
}

/** Notes that a provider's domain is the tenant's, and writes it down. Throws a refusal where it is another's already. */
export async function verifyDomain(tenant: TenantDatabase, actor: Actor, id: string): Promise<void> {
  await tenant.run(tenant.statements.execute(sql`
    with changed as (
      update ${ssoProviders} set domain_verified = true, updated_at = now()
      where id = ${id} and not domain_verified returning id, domain
    )
    ${
    auditChange(tenant, actor, "sso.domain_verified", "changed", {
      target: sql`id`,
      details: sql`jsonb_build_object('domain', domain)`,
    })
  }`));
}

/** Removes a provider and writes it down. Answers whether there was one. */
export async function deleteProvider(tenant: TenantDatabase, actor: Actor, id: string): Promise<boolean> {
  const [deleted] = await tenant.run(tenant.statements.execute(sql`
    with deleted as (delete from ${ssoProviders} where id = ${id} returning id, name, protocol, issuer, domain, enforced)
    ${
    auditChange(tenant, actor, "sso.provider_removed", "deleted", {
      target: sql`id`,
      details: sql`jsonb_build_object('before', jsonb_build_object('name', name, 'protocol', protocol, 'issuer', issuer,
        'domain', domain, 'enforced', enforced))`,
    })
  } returning id`));
  return deleted.rows.length > 0;
}
