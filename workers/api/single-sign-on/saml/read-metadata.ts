import { AppError } from "../../../../contract/problem.ts";
import { type ProviderReach, requireProviderUrl } from "../ask-provider.ts";
import { describeCertificate } from "./certificates.ts";
import { BINDING_REDIRECT, METADATA, XMLDSIG } from "./names.ts";
import { attributeOf, childrenOf, descendantsOf, isNamed, onlyChild, parseXml, type XmlElement } from "./parse-xml.ts";

const MOST_CERTIFICATES = 8;

/** What of a SAML provider's metadata counts. */
export interface SamlMetadata {
  issuer: string;
  sso_url: string;
  certificates: string[];
}

/** Reads and checks a SAML provider's metadata. Throws VAL_INVALID_FORMAT saying what is missing. */
export function readSamlMetadata(reach: ProviderReach, xml: string): SamlMetadata {
  const entity = parse(xml);
  const issuer = attributeOf(entity, "entityID");
  if (
    !isNamed(entity, METADATA, "EntityDescriptor") || issuer === undefined || issuer === "" || issuer.length > 1_024
  ) {
    refuse("is not that of one provider");
  }
  const provider = onlyChild(entity, METADATA, "IDPSSODescriptor");
  if (provider === undefined) return refuse("describes no identity provider");
  const service = childrenOf(provider, METADATA, "SingleSignOnService").find((each) =>
    attributeOf(each, "Binding") === BINDING_REDIRECT
  );
  const ssoUrl = attributeOf(service, "Location");
  if (ssoUrl === undefined) return refuse("names no sign-in address with the HTTP-Redirect binding");
  requireProviderUrl(reach, ssoUrl, "The sign-in address in the metadata");
  return { issuer, sso_url: ssoUrl, certificates: signingCertificates(provider) };
}

function parse(xml: string): XmlElement {
  try {
    return parseXml(xml);
  } catch (cause) {
    throw new AppError("VAL_INVALID_FORMAT", "The metadata is not XML, or has a document type.", { cause });
  }
}

function signingCertificates(provider: XmlElement): string[] {
  const keys = childrenOf(provider, METADATA, "KeyDescriptor").filter((key) =>
    attributeOf(key, "use") !== "encryption"
  );
  const texts = keys.flatMap((key) => descendantsOf(key, XMLDSIG, "X509Certificate")).map((element) =>
    (element.textContent ?? "").replaceAll(/\s/g, "")
  );
  const certificates = [...new Set(texts)];
  if (certificates.length === 0) return refuse("has no certificate to check signatures with");
  if (certificates.length > MOST_CERTIFICATES) return refuse(`has more than ${MOST_CERTIFICATES} certificates`);
  for (const certificate of certificates) {
    try {
      describeCertificate(certificate);
    } catch (cause) {
      throw new AppError("VAL_INVALID_FORMAT", "The metadata has a certificate that cannot be read.", { cause });
    }
  }
  return certificates;
}

function refuse(what: string): never {
  throw new AppError("VAL_INVALID_FORMAT", `The metadata ${what}.`);
}
