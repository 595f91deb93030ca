import { calculatePKCECodeChallenge } from "oauth4webapi";
import type { OidcConfig } from "../../../../contract/single-sign-on.ts";
import type { Flow } from "../../../../stores/postgres/single-sign-on/flows.ts";

/** Where the browser goes to be signed in by an OpenID provider. */
export async function authorizationUrl(
  config: OidcConfig,
  flow: Pick<Flow, "id" | "nonce" | "codeVerifier">,
  callbackUrl: string,
  email: string,
): Promise<string> {
  const url = new URL(config.authorization_endpoint);
  const parameters = {
    response_type: "code",
    client_id: config.client_id,
    redirect_uri: callbackUrl,
    scope: "openid email profile",
    state: flow.id,
    nonce: flow.nonce,
    code_challenge: await calculatePKCECodeChallenge(flow.codeVerifier),
    code_challenge_method: "S256",
    login_hint: email,
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}
