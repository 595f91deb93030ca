import type { SsoIdentity } from "../../../../contract/single-sign-on.ts";
import { SignInRefusal } from "../sign-in-refusal.ts";
import { SAML } from "./names.ts";
import { attributeOf, childrenOf, onlyChild, plainText, type XmlElement } from "./parse-xml.ts";

const TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
/** What providers call the address, by the kind of thing that they are: plain, Entra, LDAP. */
const EMAIL = [
  "email",
  "mail",
  "emailaddress",
  "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
  "urn:oid:0.9.2342.19200300.100.1.3",
];
const NAME = [
  "name",
  "displayname",
  "http://schemas.microsoft.com/identity/claims/displayname",
  "urn:oid:2.16.840.1.113730.3.1.241",
];

/** Who a checked assertion is about. Throws {@link SignInRefusal} where it says no address. */
export function readIdentity(assertion: XmlElement, groupClaim: string | null): SsoIdentity {
  const nameId = onlyChild(onlyChild(assertion, SAML, "Subject"), SAML, "NameID");
  const subject = plainText(nameId);
  if (subject === undefined || subject === "") throw new SignInRefusal("malformed");
  const attributes = readAttributes(assertion);
  const first = (names: string[]) => names.flatMap((name) => attributes.get(name) ?? [])[0];
  const email = (first(EMAIL) ?? subject).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) throw new SignInRefusal("no_email");
  return {
    // A transient id is another one each time.
    subject: attributeOf(nameId, "Format") === TRANSIENT ? email : subject,
    email,
    name: (first(NAME) ?? email).slice(0, 120),
    groups: groupClaim === null ? [] : attributes.get(groupClaim.toLowerCase()) ?? [],
  };
}

function readAttributes(assertion: XmlElement): Map<string, string[]> {
  const attributes = new Map<string, string[]>();
  for (const statement of childrenOf(assertion, SAML, "AttributeStatement")) {
    for (const attribute of childrenOf(statement, SAML, "Attribute")) {
      const name = attributeOf(attribute, "Name")?.toLowerCase() ?? "";
      const values = childrenOf(attribute, SAML, "AttributeValue").map(plainText);
      if (values.includes(undefined)) throw new SignInRefusal("malformed");
      attributes.set(name, [...attributes.get(name) ?? [], ...values.filter((value) => value !== undefined)]);
    }
  }
  return attributes;
}
