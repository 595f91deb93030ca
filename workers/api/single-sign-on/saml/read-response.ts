import type { SsoIdentity } from "../../../../contract/single-sign-on.ts";
import { SignInRefusal } from "../sign-in-refusal.ts";
import { checkAssertion, type Expectation } from "./check-assertion.ts";
import { SAML, SAMLP } from "./names.ts";
import { attributeOf, isNamed, onlyChild, parseXml, plainText, type XmlElement } from "./parse-xml.ts";
import { readIdentity } from "./read-identity.ts";
import { readSignedAssertion } from "./verify-signature.ts";

const SUCCESS = "urn:oasis:names:tc:SAML:2.0:status:Success";

/** A response that was parsed and is not believed yet. */
export interface ReceivedResponse {
  xml: string;
  root: XmlElement;
  /** Id of the request that it says it answers. */
  requestId: string;
}

/** Takes a response apart. One that answers nothing, as providers send on their own account, is refused. */
export function receiveResponse(encoded: string): ReceivedResponse {
  try {
    const xml = new TextDecoder("utf-8", { fatal: true }).decode(
      Uint8Array.from(atob(encoded), (c) => c.charCodeAt(0)),
    );
    const root = parseXml(xml);
    if (!isNamed(root, SAMLP, "Response")) throw new SignInRefusal("malformed");
    const requestId = attributeOf(root, "InResponseTo");
    if (requestId === undefined) throw new SignInRefusal("wrong_request");
    return { xml, root, requestId };
  } catch (cause) {
    throw cause instanceof SignInRefusal ? cause : new SignInRefusal("malformed", { cause });
  }
}

/** Who a response vouches for, once everything about it is right. Throws {@link SignInRefusal}. */
export function readResponse(
  { xml, root, requestId }: ReceivedResponse,
  expected: Expectation,
  { certificates, groupClaim }: { certificates: string[]; groupClaim: string | null },
): SsoIdentity {
  const issuer = onlyChild(root, SAML, "Issuer");
  if (issuer !== undefined && plainText(issuer) !== expected.issuer) throw new SignInRefusal("wrong_issuer");
  const status = onlyChild(onlyChild(root, SAMLP, "Status"), SAMLP, "StatusCode");
  if (attributeOf(status, "Value") !== SUCCESS) throw new SignInRefusal("provider_refused");
  const destination = attributeOf(root, "Destination") ?? expected.recipient;
  if (destination !== expected.recipient) throw new SignInRefusal("wrong_recipient");
  if (requestId !== expected.requestId) throw new SignInRefusal("wrong_request");
  const assertion = readSignedAssertion(xml, root, certificates);
  checkAssertion(assertion, expected);
  return readIdentity(assertion, groupClaim);
}
