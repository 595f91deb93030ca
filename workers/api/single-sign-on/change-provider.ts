import { AppError } from "../../../contract/problem.ts";
import type { SsoConfig, SsoProvider, SsoProviderPatch } from "../../../contract/single-sign-on.ts";
import { type ProviderRecord, updateProvider } from "../../../stores/postgres/single-sign-on/providers.ts";
import { endUnboundSessions } from "../../../stores/postgres/single-sign-on/sign-in-rules.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { describeProvider } from "./describe-provider.ts";
import { requireProvider, requireRoles } from "./manage-providers.ts";
import { readOidcProvider, readSamlProvider } from "./read-provider.ts";
import { sealSecret } from "./seal-secret.ts";

/** Changes a provider: what it gives, whether it is the only way in, its certificates or client secret. */
export async function changeProvider(
  ctx: RequestContext,
  member: Member,
  id: string,
  patch: SsoProviderPatch,
): Promise<SsoProvider> {
  const known = await requireProvider(member, id);
  requireRoles(member, patch.default_role === undefined ? [] : [patch.default_role], patch.group_roles ?? {});
  if (patch.enforced === true && !known.domainVerified) {
    throw new AppError("CONFLICT", "Prove the domain first; then it can be made the only way in.");
  }
  const { client_id: _id, client_secret: secret, metadata_url: _url, metadata_xml: _xml, ...plain } = patch;
  const config = await changedConfig(ctx, known, patch);
  const sealed = secret === undefined ? undefined : await sealSecret(ctx.config, secret);
  return await store(ctx, member, id, { ...plain, config, sealed_secret: sealed });
}

/** Reads the provider's own description again: new certificates, new addresses. */
export async function refreshProvider(ctx: RequestContext, member: Member, id: string): Promise<SsoProvider> {
  const { config, issuer } = await requireProvider(member, id);
  if (config.protocol === "oidc") {
    const read = await readOidcProvider(ctx.config, issuer, config.client_id);
    return await store(ctx, member, id, { config: read.config });
  }
  if (config.metadata_url === null) {
    throw new AppError("CONFLICT", "The metadata was pasted, so there is no address to read it from; paste it anew.");
  }
  const read = await readSamlProvider(ctx.config, { metadata_url: config.metadata_url });
  requireSameIssuer(issuer, read.issuer);
  return await store(ctx, member, id, { config: read.config });
}

async function changedConfig(
  ctx: RequestContext,
  { config, issuer }: ProviderRecord,
  { client_id, client_secret, metadata_url, metadata_xml }: SsoProviderPatch,
): Promise<SsoConfig | undefined> {
  const [forOidc, forSaml] = [client_id ?? client_secret, metadata_url ?? metadata_xml];
  if ((config.protocol === "saml" ? forOidc : forSaml) !== undefined) {
    throw new AppError("VAL_INVALID_FORMAT", `The provider speaks ${config.protocol}; that is of the other protocol.`);
  }
  if (config.protocol === "oidc") return client_id === undefined ? undefined : { ...config, client_id };
  if (forSaml === undefined) return undefined;
  const read = await readSamlProvider(ctx.config, { metadata_url, metadata_xml });
  requireSameIssuer(issuer, read.issuer);
  return read.config;
}

/** Who people are to the provider hangs on who the provider is. */
function requireSameIssuer(known: string, read: string): void {
  if (read !== known) {
    throw new AppError("CONFLICT", "The metadata is of another provider; register that one by itself.");
  }
}

async function store(
  ctx: RequestContext,
  member: Member,
  id: string,
  change: Parameters<typeof updateProvider>[3],
): Promise<SsoProvider> {
  const row = await updateProvider(member.tenant, actorOf(ctx, member), id, change);
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such identity provider.");
  if (change.enforced === true) await endUnboundSessions(ctx.authDatabase, id);
  return describeProvider(ctx.config, row);
}
