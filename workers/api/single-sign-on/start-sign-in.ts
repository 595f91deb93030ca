import { generateRandomCodeVerifier, generateRandomNonce } from "oauth4webapi";
import { AppError } from "../../../contract/problem.ts";
import {
  findProviderOfDomain,
  insertFlow,
  type NewFlow,
  type SignInProvider,
} from "../../../stores/postgres/single-sign-on/flows.ts";
import { countAttempt } from "../../../stores/postgres/sign-in-attempts/count-attempt.ts";
import type { RequestContext } from "../context.ts";
import { hashToken, mintToken } from "../http/token.ts";
import { providerAddresses } from "./addresses.ts";
import { markBrowser } from "./browser-cookie.ts";
import { safePath } from "./safe-path.ts";
import { authorizationUrl } from "./oidc/authorization-url.ts";
import { authnRequestUrl } from "./saml/write-xml.ts";

/** Each begins a row; one place begins no more than this many. */
const STARTS = { max: 300, windowSeconds: 900 };

/** Where a sign-in goes on, and the cookie that ties it to this browser. */
export interface StartedSignIn {
  redirectTo: string;
  cookie: string;
}

/**
 * Begins a sign-in for an address whose domain has a provider; `undefined` where it has none. Only the domain counts, so the
 * answer is the same whether the address has an account or not.
 */
export async function startSignIn(
  ctx: RequestContext,
  { email, next }: { email: string; next: string },
  place: string,
): Promise<StartedSignIn | undefined> {
  const wait = await countAttempt(ctx.authDatabase, `sso:${place}`, STARTS, ctx.now);
  if (wait > 0) throw new AppError("RATE_LIMITED", "Too many tries. Wait a while.", { retryAfterSeconds: wait });
  const provider = await findProviderOfDomain(ctx.authDatabase, email.slice(email.lastIndexOf("@") + 1));
  if (provider === undefined) return undefined;
  const browser = mintToken();
  const flow = {
    // A SAML id begins with a letter or underscore.
    id: `_${mintToken()}`,
    providerId: provider.id,
    browserHash: await hashToken(browser),
    nonce: generateRandomNonce(),
    codeVerifier: generateRandomCodeVerifier(),
    nextPath: safePath(next),
  };
  await insertFlow(ctx.authDatabase, flow);
  return { redirectTo: await addressOf(ctx, provider, flow, email), cookie: markBrowser(ctx.config, browser) };
}

async function addressOf(ctx: RequestContext, provider: SignInProvider, flow: NewFlow, email: string): Promise<string> {
  const addresses = providerAddresses(ctx.config, provider);
  return provider.config.protocol === "oidc"
    ? await authorizationUrl(provider.config, flow, addresses.callbackUrl, email)
    : await authnRequestUrl(provider.config.sso_url, addresses, flow.id, ctx.now);
}
