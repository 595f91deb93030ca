import { SignInRefusal } from "../sign-in-refusal.ts";
import { SAML } from "./names.ts";
import { attributeOf, childrenOf, onlyChild, plainText, type XmlElement } from "./parse-xml.ts";

const CLOCK_SKEW_MS = 60_000;
const BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** What an assertion has to say to be meant for this sign-in. */
export interface Expectation {
  issuer: string;
  audience: string;
  /** Our address that it was sent to. */
  recipient: string;
  /** Id of the request that it answers. */
  requestId: string;
  /** Epoch ms. */
  now: number;
}

/** Checks that an assertion is by the provider, for us, for this sign-in and for now. Throws {@link SignInRefusal}. */
export function checkAssertion(assertion: XmlElement, expected: Expectation): void {
  if (plainText(onlyChild(assertion, SAML, "Issuer")) !== expected.issuer) throw new SignInRefusal("wrong_issuer");
  checkConditions(onlyChild(assertion, SAML, "Conditions"), expected);
  const confirmations = childrenOf(onlyChild(assertion, SAML, "Subject") ?? assertion, SAML, "SubjectConfirmation")
    .filter((each) => attributeOf(each, "Method") === BEARER);
  if (confirmations.length !== 1) throw new SignInRefusal("malformed");
  checkConfirmation(onlyChild(confirmations[0], SAML, "SubjectConfirmationData"), expected);
  if (childrenOf(assertion, SAML, "AuthnStatement").length === 0) throw new SignInRefusal("malformed");
}

function checkConditions(conditions: XmlElement | undefined, { audience, now }: Expectation): void {
  if (conditions === undefined) throw new SignInRefusal("malformed");
  requireInTime(conditions, now);
  const restrictions = childrenOf(conditions, SAML, "AudienceRestriction");
  // Each restriction has to name us (SAML core, 2.5.1.4); none at all would be good for everybody.
  const isForUs = restrictions.every((restriction) =>
    childrenOf(restriction, SAML, "Audience").some((each) => plainText(each) === audience)
  );
  if (restrictions.length === 0 || !isForUs) throw new SignInRefusal("wrong_audience");
}

function checkConfirmation(data: XmlElement | undefined, { recipient, requestId, now }: Expectation): void {
  if (data === undefined || attributeOf(data, "NotOnOrAfter") === undefined) throw new SignInRefusal("malformed");
  if (attributeOf(data, "Recipient") !== recipient) throw new SignInRefusal("wrong_recipient");
  if (attributeOf(data, "InResponseTo") !== requestId) throw new SignInRefusal("wrong_request");
  requireInTime(data, now);
}

function requireInTime(element: XmlElement, now: number): void {
  const [from, until] = [attributeOf(element, "NotBefore"), attributeOf(element, "NotOnOrAfter")];
  if (from !== undefined && !(Date.parse(from) <= now + CLOCK_SKEW_MS)) throw new SignInRefusal("expired");
  if (until !== undefined && !(now < Date.parse(until) + CLOCK_SKEW_MS)) throw new SignInRefusal("expired");
}
