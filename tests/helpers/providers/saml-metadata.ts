import type { SigningKey } from "./self-signed.ts";

/** The binding by which requests come in an address. */
export const REDIRECT = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

/** A SAML provider's metadata, with any number of keys that may sign. */
export function samlMetadata(entityId: string, ssoUrl: string, keys: SigningKey[]): string {
  const descriptors = keys.map(({ certificateText }) =>
    `<KeyDescriptor use="signing"><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${certificateText}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></KeyDescriptor>`
  );
  return `<?xml version="1.0"?><EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"><IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${
    descriptors.join("")
  }<SingleSignOnService Binding="${REDIRECT}" Location="${ssoUrl}"/></IDPSSODescriptor></EntityDescriptor>`;
}
