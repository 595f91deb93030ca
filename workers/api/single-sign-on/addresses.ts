import type { ApiConfig } from "../config.ts";

/** Our addresses that a provider is told; each provider has its own, so that one's word is never taken for another's. */
export function providerAddresses(
  { publicUrl }: Pick<ApiConfig, "publicUrl">,
  { id, protocol }: { id: string; protocol: "oidc" | "saml" },
): { callbackUrl: string; audience: string } {
  const base = `${publicUrl}/auth/sso/${id}`;
  return { callbackUrl: `${base}/${protocol === "oidc" ? "callback" : "acs"}`, audience: `${base}/metadata` };
}
