/** The DNS record that proves that a domain is an organisation's. */
export function domainRecord(
  provider: { domain: string; domainToken: string },
): { name: string; type: "TXT"; value: string } {
  return {
    name: `_fleetglass.${provider.domain}`,
    type: "TXT",
    value: `fleetglass-verification=${provider.domainToken}`,
  };
}
