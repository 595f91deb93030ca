import { processDiscoveryResponse } from "oauth4webapi";
import { AppError } from "../../../../contract/problem.ts";
import type { OidcConfig } from "../../../../contract/single-sign-on.ts";
import { askProvider, type ProviderReach, requireProviderUrl } from "../ask-provider.ts";

/** Reads what an OpenID provider says of itself, and checks it: the issuer is the one that was named, all addresses are public. */
export async function discoverProvider(
  config: ProviderReach,
  issuer: string,
): Promise<Omit<OidcConfig, "client_id"> & { issuer: string }> {
  requireProviderUrl(config, issuer, "The issuer");
  const found = await readDocument(config, issuer);
  const { authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint = null } = found;
  if (authorization_endpoint === undefined || token_endpoint === undefined || jwks_uri === undefined) {
    throw new AppError("VAL_INVALID_FORMAT", "The provider's document names no authorization, token or key address.");
  }
  for (const url of [authorization_endpoint, token_endpoint, jwks_uri, userinfo_endpoint]) {
    if (url === null) continue;
    requireProviderUrl(config, url, "An address in the provider's document");
  }
  const methods = found.token_endpoint_auth_methods_supported ?? ["client_secret_basic"];
  const method = (["client_secret_basic", "client_secret_post"] as const).find((known) => methods.includes(known));
  if (method === undefined) throw new AppError("VAL_INVALID_FORMAT", "The provider takes no client secret.");
  return {
    protocol: "oidc",
    issuer: found.issuer,
    authorization_endpoint,
    token_endpoint,
    jwks_uri,
    userinfo_endpoint,
    token_endpoint_auth_method: method,
    tells_issuer: found.authorization_response_iss_parameter_supported === true,
  };
}

async function readDocument(config: ProviderReach, issuer: string) {
  try {
    const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const response = await askProvider(config, url, { headers: { accept: "application/json" } });
    return await processDiscoveryResponse(new URL(issuer), response);
  } catch (cause) {
    throw new AppError("VAL_INVALID_FORMAT", "No OpenID provider answers for this issuer.", { cause });
  }
}
