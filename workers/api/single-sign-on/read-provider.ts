import { AppError } from "../../../contract/problem.ts";
import type { OidcConfig, SamlConfig, SsoConfig } from "../../../contract/single-sign-on.ts";
import { askProvider, type ProviderReach, requireProviderUrl } from "./ask-provider.ts";
import { discoverProvider } from "./oidc/discover.ts";
import { readSamlMetadata } from "./saml/read-metadata.ts";

/** What a provider says of itself, checked. */
export interface ReadProvider<C extends SsoConfig = SsoConfig> {
  issuer: string;
  config: C;
}

/** Reads an OpenID provider by its issuer. */
export async function readOidcProvider(
  reach: ProviderReach,
  issuer: string,
  clientId: string,
): Promise<ReadProvider<OidcConfig>> {
  const { issuer: named, ...found } = await discoverProvider(reach, issuer);
  return { issuer: named, config: { ...found, client_id: clientId } };
}

/** Reads a SAML provider by its metadata, from an address or as it was sent. */
export async function readSamlProvider(
  reach: ProviderReach,
  source: { metadata_url?: string | undefined; metadata_xml?: string | undefined },
): Promise<ReadProvider<SamlConfig>> {
  const { metadata_url: url, metadata_xml: sent } = source;
  if ((url === undefined) === (sent === undefined)) {
    throw new AppError("VAL_INVALID_FORMAT", "Send metadata_url or metadata_xml, and not both.");
  }
  const { issuer, ...found } = readSamlMetadata(reach, sent ?? await fetchMetadata(reach, url ?? ""));
  return { issuer, config: { protocol: "saml", ...found, metadata_url: url ?? null } };
}

async function fetchMetadata(reach: ProviderReach, url: string): Promise<string> {
  requireProviderUrl(reach, url, "The metadata address");
  try {
    const response = await askProvider(reach, url);
    if (response.ok) return await response.text();
    throw new TypeError(`the metadata address answered ${response.status}`);
  } catch (cause) {
    throw new AppError("VAL_INVALID_FORMAT", "No metadata comes from this address.", { cause });
  }
}
