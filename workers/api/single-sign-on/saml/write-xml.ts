import { BINDING_POST, METADATA, SAML, SAMLP } from "./names.ts";

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
const escape = (text: string) => text.replaceAll(/[&<>"']/g, (letter) => ESCAPES[letter] ?? letter);

/** Our side of a SAML relation: who we are to the provider, and where it answers. */
export interface ServiceSide {
  audience: string;
  callbackUrl: string;
}

/** Where the browser goes to be signed in by a SAML provider: its address with our request in it (HTTP-Redirect binding). */
export async function authnRequestUrl(
  ssoUrl: string,
  { audience, callbackUrl }: ServiceSide,
  requestId: string,
  now: number,
): Promise<string> {
  const xml = `<samlp:AuthnRequest xmlns:samlp="${SAMLP}" ID="${escape(requestId)}" Version="2.0" ` +
    `IssueInstant="${new Date(now).toISOString()}" Destination="${escape(ssoUrl)}" ` +
    `AssertionConsumerServiceURL="${escape(callbackUrl)}" ProtocolBinding="${BINDING_POST}">` +
    `<saml:Issuer xmlns:saml="${SAML}">${escape(audience)}</saml:Issuer>` +
    `<samlp:NameIDPolicy AllowCreate="true"/></samlp:AuthnRequest>`;
  const deflated = new Response(new Blob([xml]).stream().pipeThrough(new CompressionStream("deflate-raw")));
  const bytes = new Uint8Array(await deflated.arrayBuffer());
  const url = new URL(ssoUrl);
  url.searchParams.set("SAMLRequest", btoa(String.fromCharCode(...bytes)));
  return url.href;
}

/** What a SAML provider reads of us to be set up. */
export function serviceMetadata({ audience, callbackUrl }: ServiceSide): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<EntityDescriptor xmlns="${METADATA}" entityID="${escape(audience)}">
  <SPSSODescriptor AuthnRequestsSigned="false" WantAssertionsSigned="true" protocolSupportEnumeration="${SAMLP}">
    <NameIDFormat>urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress</NameIDFormat>
    <AssertionConsumerService Binding="${BINDING_POST}" Location="${escape(callbackUrl)}" index="0" isDefault="true"/>
  </SPSSODescriptor>
</EntityDescriptor>
`;
}
