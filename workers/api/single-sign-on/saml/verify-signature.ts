import { SignedXml } from "xml-crypto";
import { SignInRefusal } from "../sign-in-refusal.ts";
import { SAML, SAMLP, XMLDSIG } from "./names.ts";
import { attributeOf, childrenOf, descendantsOf, isNamed, onlyChild, parseXml, type XmlElement } from "./parse-xml.ts";
import { toPem } from "./certificates.ts";

const SIGNATURES = [
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
  "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
  "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
];
const DIGESTS = ["http://www.w3.org/2001/04/xmlenc#sha256", "http://www.w3.org/2001/04/xmlenc#sha512"];
const EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
const TRANSFORMS = [
  EXCLUSIVE,
  "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
  "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
];

/**
 * The assertion of a response, read from the very bytes that were signed, so that nothing which stands beside, around or in
 * place of the signed part is ever looked at. Throws {@link SignInRefusal}.
 * @param xml the response as it came, and `root` what was parsed of it
 * @param certificates any of which may have signed, base64 of DER. Keys that the document brings along are not looked at.
 */
export function readSignedAssertion(xml: string, root: XmlElement, certificates: string[]): XmlElement {
  const assertion = onlyAssertion(root);
  requireUniqueIds(root);
  const signatures = descendantsOf(root, XMLDSIG, "Signature");
  const owners = signatures.map((signature) => {
    const owner = [assertion, root].find((element) => signature.parentNode === element);
    if (owner === undefined) throw new SignInRefusal("malformed");
    return { signature, owner };
  });
  if (owners.length === 0) throw new SignInRefusal("unsigned");
  if (new Set(owners.map(({ owner }) => owner)).size !== owners.length) throw new SignInRefusal("malformed");
  const signed = owners.map(({ signature, owner }) => parseXml(verify(xml, signature, owner, certificates)));
  const found = signed.find((element) => isNamed(element, SAML, "Assertion")) ?? signed.map(onlyAssertion)[0];
  if (found === undefined) throw new SignInRefusal("unsigned");
  return found;
}

function onlyAssertion(response: XmlElement): XmlElement {
  if (!isNamed(response, SAMLP, "Response")) throw new SignInRefusal("malformed");
  if (descendantsOf(response, SAML, "EncryptedAssertion").length > 0) throw new SignInRefusal("encrypted");
  const [assertion] = childrenOf(response, SAML, "Assertion");
  if (assertion === undefined || descendantsOf(response, SAML, "Assertion").length !== 1) {
    throw new SignInRefusal("malformed");
  }
  return assertion;
}

/** A reference has to mean one element, for every reader. */
function requireUniqueIds(root: XmlElement): void {
  const ids = [root, ...Array.from(root.getElementsByTagName("*"))].flatMap((element) =>
    ["ID", "Id", "id"].flatMap((name) => attributeOf(element, name) ?? [])
  );
  if (new Set(ids).size !== ids.length) throw new SignInRefusal("malformed");
}

/** The canonical text of what a signature covers, once a certificate's key has confirmed it. */
function verify(xml: string, signature: XmlElement, owner: XmlElement, certificates: string[]): string {
  requireStrongMethods(signature, owner);
  for (const certificate of certificates) {
    const check = new SignedXml({ publicCert: toPem(certificate), getCertFromKeyInfo: () => null });
    try {
      check.loadSignature(signature);
      const [covered, ...others] = check.checkSignature(xml) ? check.getSignedReferences() : [];
      if (covered !== undefined && others.length === 0) return covered;
    } catch {
      // Not this certificate's, or altered: the next one is tried.
    }
  }
  throw new SignInRefusal("bad_signature");
}

/** One reference, to the element that the signature stands in, by algorithms that are still good. */
function requireStrongMethods(signature: XmlElement, owner: XmlElement): void {
  const info = onlyChild(signature, XMLDSIG, "SignedInfo");
  const reference = onlyChild(info, XMLDSIG, "Reference");
  const uri = attributeOf(reference, "URI");
  if (info === undefined || reference === undefined || uri !== `#${attributeOf(owner, "ID") ?? ""}`) {
    throw new SignInRefusal("malformed");
  }
  const transforms = descendantsOf(reference, XMLDSIG, "Transform").map(algorithmOf);
  const isStrong = SIGNATURES.includes(algorithmOf(onlyChild(info, XMLDSIG, "SignatureMethod"))) &&
    DIGESTS.includes(algorithmOf(onlyChild(reference, XMLDSIG, "DigestMethod"))) &&
    TRANSFORMS.slice(0, 2).includes(algorithmOf(onlyChild(info, XMLDSIG, "CanonicalizationMethod"))) &&
    transforms.every((transform) => TRANSFORMS.includes(transform)) && transforms.length <= 2;
  if (!isStrong) throw new SignInRefusal("weak_algorithm");
}

const algorithmOf = (element: XmlElement | undefined) => attributeOf(element, "Algorithm") ?? "";
