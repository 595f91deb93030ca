import type { SsoIdentity } from "../../../contract/single-sign-on.ts";
import { admitPerson } from "../../../stores/postgres/single-sign-on/admit-person.ts";
import {
  findSignInProvider,
  type Flow,
  noteIdentity,
  type SignInProvider,
  takeFlow,
} from "../../../stores/postgres/single-sign-on/flows.ts";
import { recordRefusedSignIn } from "../../../stores/postgres/single-sign-on/sign-in-rules.ts";
import { originOf } from "../auth/origin-of.ts";
import type { RequestContext } from "../context.ts";
import { hashToken } from "../http/token.ts";
import { providerAddresses } from "./addresses.ts";
import { readMark } from "./browser-cookie.ts";
import { chooseRole } from "./choose-role.ts";
import { redeemCode } from "./oidc/redeem-code.ts";
import { readResponse, receiveResponse } from "./saml/read-response.ts";
import { openSecret } from "./seal-secret.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";

/** A sign-in that came to its end: whose session to open, and where the browser goes on. */
export interface FinishedSignIn {
  userId: string;
  providerId: string;
  organizationId: string;
  nextPath: string;
}

/** Ends a sign-in at an OpenID provider with what the browser brought back. Throws {@link SignInRefusal}. */
export async function finishWithCode(
  ctx: RequestContext,
  provider: SignInProvider,
  answer: URLSearchParams,
  headers: Headers,
): Promise<FinishedSignIn> {
  if (provider.config.protocol !== "oidc" || provider.sealedSecret === null) throw new SignInRefusal("not_under_way");
  const flow = await takeOwnFlow(ctx, provider, answer.get("state") ?? "", headers);
  const identity = await redeemCode(
    {
      reach: ctx.config,
      issuer: provider.issuer,
      config: provider.config,
      clientSecret: await openSecret(ctx.config, provider.sealedSecret),
      callbackUrl: providerAddresses(ctx.config, provider).callbackUrl,
      groupClaim: provider.groupClaim,
    },
    flow,
    answer,
  );
  return await admit(ctx, provider, identity, flow);
}

/**
 * Takes a SAML response, which another site's page posts, so that no cookie of ours comes with it. Whom it vouches for is kept
 * until the browser asks for {@link finishWithResponse}. Answers the id of the sign-in. Throws {@link SignInRefusal}.
 */
export async function acceptResponse(ctx: RequestContext, provider: SignInProvider, encoded: string): Promise<string> {
  if (provider.config.protocol !== "saml") throw new SignInRefusal("not_under_way");
  const { callbackUrl, audience } = providerAddresses(ctx.config, provider);
  const response = receiveResponse(encoded);
  const { requestId } = response;
  const expected = { issuer: provider.issuer, audience, recipient: callbackUrl, requestId, now: ctx.now };
  const identity = readResponse(response, expected, {
    certificates: provider.config.certificates,
    groupClaim: provider.groupClaim,
  });
  requireDomain(provider, identity);
  if (await noteIdentity(ctx.authDatabase, provider.id, requestId, identity)) return requestId;
  throw new SignInRefusal("not_under_way");
}

/** Ends a sign-in at a SAML provider in the browser in which it began. Throws {@link SignInRefusal}. */
export async function finishWithResponse(
  ctx: RequestContext,
  provider: SignInProvider,
  flowId: string,
  headers: Headers,
): Promise<FinishedSignIn> {
  const flow = await takeOwnFlow(ctx, provider, flowId, headers);
  if (flow.identity === null) throw new SignInRefusal("not_under_way");
  return await admit(ctx, provider, flow.identity, flow);
}

/** A provider that may sign people in. Throws {@link SignInRefusal}. */
export async function requireSignInProvider(ctx: RequestContext, id: string): Promise<SignInProvider> {
  const provider = await findSignInProvider(ctx.authDatabase, id);
  if (provider?.domainVerified !== true) throw new SignInRefusal("not_under_way");
  return provider;
}

/** Writes down for the organisation why a provider's word was not taken. */
export async function noteRefusal(
  ctx: RequestContext,
  provider: SignInProvider,
  { reason }: SignInRefusal,
  headers: Headers,
): Promise<void> {
  const { ip, userAgent } = originOf(headers, "unknown");
  const { id: providerId, organizationId } = provider;
  const line = { organizationId, providerId, reason, requestId: ctx.requestId, ip, userAgent };
  await recordRefusedSignIn(ctx.authDatabase, line);
}

/** A sign-in is over with its first use, right or wrong, and is its browser's alone. */
async function takeOwnFlow(
  ctx: RequestContext,
  { id }: SignInProvider,
  flowId: string,
  headers: Headers,
): Promise<Flow> {
  const flow = await takeFlow(ctx.authDatabase, id, flowId);
  if (flow === undefined) throw new SignInRefusal("not_under_way");
  const mark = readMark(ctx.config, headers);
  if (mark === undefined || await hashToken(mark) !== flow.browserHash) throw new SignInRefusal("another_browser");
  return flow;
}

async function admit(
  ctx: RequestContext,
  provider: SignInProvider,
  identity: SsoIdentity,
  { nextPath }: Flow,
): Promise<FinishedSignIn> {
  requireDomain(provider, identity);
  const { id: providerId, organizationId } = provider;
  const role = chooseRole(identity.groups, provider.groupRoles, provider.defaultRole);
  const voucher = { providerId, organizationId, role, requestId: ctx.requestId };
  const admission = await admitPerson(ctx.authDatabase, voucher, identity);
  if ("refusal" in admission) throw new SignInRefusal(admission.refusal);
  return { userId: admission.userId, providerId, organizationId, nextPath };
}

/** A provider vouches for the domain that its organisation has proven, and for no other. */
function requireDomain({ domain }: SignInProvider, { email }: SsoIdentity): void {
  if (email.slice(email.lastIndexOf("@") + 1) !== domain) throw new SignInRefusal("wrong_domain");
}
