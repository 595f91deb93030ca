import type { Role } from "../../../contract/account.ts";
import { grantsOfRole } from "../../../contract/permissions.ts";
import { AppError } from "../../../contract/problem.ts";
import type { GroupRoles, SsoProvider, SsoProviderInput } from "../../../contract/single-sign-on.ts";
import { mintId } from "../../../stores/postgres/mint-id.ts";
import {
  deleteProvider,
  findProvider,
  insertProvider,
  listProviders,
  type ProviderRecord,
  verifyDomain,
} from "../../../stores/postgres/single-sign-on/providers.ts";
import { forgetProvider } from "../../../stores/postgres/single-sign-on/sign-in-rules.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { orConflict } from "../http/or-conflict.ts";
import { mintToken } from "../http/token.ts";
import { requireReach } from "../organization/members.ts";
import { describeProvider } from "./describe-provider.ts";
import { domainRecord } from "./domain/domain-record.ts";
import { lookUpText } from "./domain/look-up-text.ts";
import { readOidcProvider, readSamlProvider } from "./read-provider.ts";
import { sealSecret } from "./seal-secret.ts";

const MOST = 10;

/** The organisation's identity providers. */
export async function describeProviders(ctx: RequestContext, { tenant }: Member): Promise<SsoProvider[]> {
  return (await listProviders(tenant)).map((row) => describeProvider(ctx.config, row));
}

/** Registers an identity provider. It signs nobody in before its domain is proven. */
export async function registerProvider(
  ctx: RequestContext,
  member: Member,
  input: SsoProviderInput,
): Promise<SsoProvider> {
  requireRoles(member, [input.default_role], input.group_roles);
  if ((await listProviders(member.tenant)).length >= MOST) {
    throw new AppError("CONFLICT", `An organisation has at most ${MOST} identity providers.`);
  }
  const read = input.protocol === "oidc"
    ? await readOidcProvider(ctx.config, input.issuer, input.client_id)
    : await readSamlProvider(ctx.config, input);
  const row = await insertProvider(member.tenant, actorOf(ctx, member), {
    ...read,
    id: mintId("sso"),
    name: input.name,
    protocol: input.protocol,
    domain: input.domain,
    domainToken: mintToken(),
    sealedSecret: input.protocol === "oidc" ? await sealSecret(ctx.config, input.client_secret) : null,
    defaultRole: input.default_role,
    groupClaim: input.group_claim,
    groupRoles: input.group_roles,
  });
  return describeProvider(ctx.config, present(row));
}

/** Looks whether the domain's DNS says what was asked for, and takes the domain as proven where it does. */
export async function proveDomain(ctx: RequestContext, member: Member, id: string): Promise<SsoProvider> {
  const provider = await requireProvider(member, id);
  const { name, value } = domainRecord(provider);
  if (!(await lookUpText(ctx.config.dnsResolver, name)).includes(value)) {
    throw new AppError("CONFLICT", `There is no TXT record ${name} with the value asked for yet.`);
  }
  // It does not say whose it is.
  const taken = "Single sign-on for this domain is set up already.";
  await orConflict(verifyDomain(member.tenant, actorOf(ctx, member), id), taken);
  return describeProvider(ctx.config, await requireProvider(member, id));
}

/** Removes a provider, with the sessions that it opened and its place in people's accounts. They stay members. */
export async function dropProvider(ctx: RequestContext, member: Member, id: string): Promise<void> {
  if (!await deleteProvider(member.tenant, actorOf(ctx, member), id)) throw unknownProvider();
  await forgetProvider(ctx.authDatabase, id);
}

/** One of the organisation's providers. Throws NOT_FOUND. */
export async function requireProvider({ tenant }: Member, id: string): Promise<ProviderRecord> {
  return present(await findProvider(tenant, id));
}

/** Throws SCOPE_MISSING where a provider would give roles that may more than whoever sets it up. */
export function requireRoles(member: Member, roles: Role[], groupRoles: GroupRoles): void {
  for (const role of new Set([...roles, ...Object.values(groupRoles)])) requireReach(member, grantsOfRole(role));
}

function present(row: ProviderRecord | undefined): ProviderRecord {
  if (row === undefined) throw unknownProvider();
  return row;
}

const unknownProvider = () => new AppError("NOT_FOUND", "There is no such identity provider.");
