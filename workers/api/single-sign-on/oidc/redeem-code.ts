import {
  allowInsecureRequests,
  authorizationCodeGrantRequest,
  AuthorizationResponseError,
  type AuthorizationServer,
  type Client,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  customFetch,
  getValidatedIdTokenClaims,
  type JsonValue,
  processAuthorizationCodeResponse,
  processUserInfoResponse,
  userInfoRequest,
  validateApplicationLevelSignature,
  validateAuthResponse,
} from "oauth4webapi";
import type { OidcConfig, SsoIdentity } from "../../../../contract/single-sign-on.ts";
import type { Flow } from "../../../../stores/postgres/single-sign-on/flows.ts";
import { askProvider, type ProviderReach } from "../ask-provider.ts";
import { SignInRefusal } from "../sign-in-refusal.ts";

type Claims = Record<string, JsonValue | undefined>;

const CLOCK_SKEW_SECONDS = 60;

/** What redeeming a code takes. */
export interface CodeContext {
  reach: ProviderReach;
  issuer: string;
  config: OidcConfig;
  clientSecret: string;
  callbackUrl: string;
  groupClaim: string | null;
}

/**
 * Exchanges the code that a browser brought back for an identity token, and checks the token: signature by a key of the
 * provider, issuer, audience, nonce, times. Throws {@link SignInRefusal}.
 */
export async function redeemCode(context: CodeContext, flow: Flow, answer: URLSearchParams): Promise<SsoIdentity> {
  const server = serverOf(context);
  const client: Client = { client_id: context.config.client_id, [clockTolerance]: CLOCK_SKEW_SECONDS };
  const parameters = checkAnswer(server, client, answer, flow.id);
  const options = {
    [customFetch]: (url: string, init: object) => askProvider(context.reach, url, init),
    [allowInsecureRequests]: context.reach.loopbackProviders,
  };
  const response = await reach(authorizationCodeGrantRequest(
    server,
    client,
    secretSender(context),
    parameters,
    context.callbackUrl,
    flow.codeVerifier,
    options,
  ));
  try {
    const tokens = await processAuthorizationCodeResponse(server, client, response, {
      expectedNonce: flow.nonce,
      requireIdToken: true,
    });
    // The connection would vouch for the token; the signature also holds where something stands in between.
    await validateApplicationLevelSignature(server, response, options);
    const claims: Claims = getValidatedIdTokenClaims(tokens) ?? {};
    if (claims.email !== undefined || server.userinfo_endpoint === undefined) {
      return readClaims(claims, context.groupClaim);
    }
    const about = await userInfoRequest(server, client, tokens.access_token, options);
    const told = await processUserInfoResponse(server, client, typeof claims.sub === "string" ? claims.sub : "", about);
    return readClaims({ ...told, ...claims }, context.groupClaim);
  } catch (cause) {
    throw cause instanceof SignInRefusal ? cause : new SignInRefusal("bad_token", { cause });
  }
}

function serverOf({ issuer, config }: CodeContext): AuthorizationServer {
  return {
    issuer,
    authorization_endpoint: config.authorization_endpoint,
    token_endpoint: config.token_endpoint,
    jwks_uri: config.jwks_uri,
    ...(config.userinfo_endpoint === null ? {} : { userinfo_endpoint: config.userinfo_endpoint }),
    authorization_response_iss_parameter_supported: config.tells_issuer,
  };
}

function secretSender({ config, clientSecret }: CodeContext) {
  return config.token_endpoint_auth_method === "client_secret_post"
    ? ClientSecretPost(clientSecret)
    : ClientSecretBasic(clientSecret);
}

function checkAnswer(server: AuthorizationServer, client: Client, answer: URLSearchParams, state: string) {
  try {
    return validateAuthResponse(server, client, answer, state);
  } catch (cause) {
    const isRefusal = cause instanceof AuthorizationResponseError;
    throw new SignInRefusal(isRefusal ? "provider_refused" : "bad_answer", { cause });
  }
}

async function reach(asked: Promise<Response>): Promise<Response> {
  try {
    return await asked;
  } catch (cause) {
    throw new SignInRefusal("provider_unreachable", { cause });
  }
}

function readClaims(claims: Claims, groupClaim: string | null): SsoIdentity {
  const { sub, email, name, email_verified: isVerified } = claims;
  if (typeof sub !== "string" || typeof email !== "string") throw new SignInRefusal("no_email");
  if (isVerified === false || isVerified === "false") throw new SignInRefusal("unverified_email");
  const groups = groupClaim === null ? [] : [claims[groupClaim] ?? []].flat();
  return {
    subject: sub,
    email: email.toLowerCase(),
    name: typeof name === "string" && name.trim() !== "" ? name.trim().slice(0, 120) : email,
    groups: groups.filter((group) => typeof group === "string"),
  };
}
