import type { SsoProvider } from "../../../contract/single-sign-on.ts";
import type { ProviderRecord } from "../../../stores/postgres/single-sign-on/providers.ts";
import type { ApiConfig } from "../config.ts";
import { providerAddresses } from "./addresses.ts";
import { domainRecord } from "./domain/domain-record.ts";
import { describeCertificate } from "./saml/certificates.ts";

/** An identity provider as admins see it. */
export function describeProvider(config: Pick<ApiConfig, "publicUrl">, row: ProviderRecord): SsoProvider {
  const { callbackUrl, audience } = providerAddresses(config, row);
  const { config: known } = row;
  return {
    id: row.id,
    name: row.name,
    protocol: row.protocol,
    issuer: row.issuer,
    domain: row.domain,
    domain_verified: row.domainVerified,
    dns_record: domainRecord(row),
    client_id: known.protocol === "oidc" ? known.client_id : null,
    metadata_url: known.protocol === "saml" ? known.metadata_url : null,
    certificates: known.protocol === "saml" ? known.certificates.map(describeCertificate) : [],
    default_role: row.defaultRole,
    group_claim: row.groupClaim,
    group_roles: row.groupRoles,
    enforced: row.enforced,
    callback_url: callbackUrl,
    audience: row.protocol === "saml" ? audience : null,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}
