import type { ServerResponse } from "node:http";
import * as samlify from "samlify";
import { listen } from "./listen.ts";
import { samlMetadata } from "./saml-metadata.ts";
import { makeSigningKey, type SigningKey } from "./self-signed.ts";

const RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
// The test's provider believes what comes in: it is ours that is tested.
samlify.setSchemaValidator({ validate: () => Promise.resolve("not checked") });

/** Whom a SAML provider of a test signs in. */
export interface SamlPerson {
  nameId: string;
  email?: string;
  name?: string;
  groups?: string[];
}

/** How a response is made. */
export interface ResponseOptions {
  /** What is to differ, by the names of samlify's template. */
  changes?: Record<string, string>;
  /** Signs in place of the provider's own key. */
  signingKey?: SigningKey;
  algorithm?: string;
  /** Changes the text before it is signed. */
  beforeSigning?: (xml: string) => string;
  /** Whether the whole response is signed too. */
  signMessage?: boolean;
}

/** A real SAML provider (samlify) that signs in at once whoever the test names. */
export interface SamlProvider {
  entityId: string;
  person: SamlPerson;
  key: SigningKey;
  /** Its metadata, which is also at `metadataUrl`; `keys` may name several. */
  metadata(keys?: SigningKey[]): string;
  metadataUrl: string;
  /** What `metadataUrl` answers. */
  publishedKeys: SigningKey[];
  /** The XML of a response to the request in the address of a redirect. */
  respond(redirectUrl: string, serviceMetadata: string, options?: ResponseOptions): Promise<string>;
  close(): Promise<void>;
}

/** Starts a SAML provider. Its sign-in page posts a response back by itself. */
export async function startSamlProvider(): Promise<SamlProvider> {
  const key = makeSigningKey("Test Provider");
  const state = { person: { nameId: "nobody" }, key, publishedKeys: [key] } as unknown as SamlProvider;
  const server = await listen((url) => {
    state.entityId = `${url}/entity`;
    state.metadataUrl = `${url}/metadata`;
    state.metadata = (keys = [key]) => samlMetadata(state.entityId, `${url}/sso`, keys);
    state.respond = (redirectUrl, serviceMetadata, options = {}) =>
      respond(state, redirectUrl, serviceMetadata, options);
    return (request, response) => void answer(state, new URL(request.url ?? "/", url), response);
  });
  state.close = server.close;
  return state;
}

async function answer(state: SamlProvider, asked: URL, response: ServerResponse): Promise<void> {
  if (asked.pathname === "/metadata") return void response.end(state.metadata(state.publishedKeys));
  const service = await (await fetch(audienceOf(asked.href))).text();
  const encoded = Buffer.from(await respond(state, asked.href, service, {})).toString("base64");
  response.setHeader("content-type", "text/html");
  response.end(`<!doctype html><title>Provider</title><form method="post" action="${consumerOf(service)}">
    <input type="hidden" name="SAMLResponse" value="${encoded}"></form><script>document.forms[0].submit()</script>`);
}

const requestOf = (redirectUrl: string) => new URL(redirectUrl).searchParams.get("SAMLRequest") ?? "";
const inflate = (redirectUrl: string) => samlify.Utility.inflateString(requestOf(redirectUrl));
const audienceOf = (redirectUrl: string) => /<saml:Issuer[^>]*>([^<]+)</.exec(inflate(redirectUrl))?.[1] ?? "";
const consumerOf = (service: string) => /AssertionConsumerService [^>]*Location="([^"]+)"/.exec(service)?.[1] ?? "";

/** Id of the request in the address of a redirect. */
export const requestIdOf = (redirectUrl: string): string => / ID="([^"]+)"/.exec(inflate(redirectUrl))?.[1] ?? "";

async function respond(
  state: SamlProvider,
  redirectUrl: string,
  serviceMetadata: string,
  { changes = {}, signingKey = state.key, algorithm = RSA_SHA256, beforeSigning, signMessage = false }: ResponseOptions,
): Promise<string> {
  const service = samlify.ServiceProvider({ metadata: serviceMetadata, wantMessageSigned: signMessage });
  const provider = samlify.IdentityProvider({
    metadata: samlMetadata(state.entityId, `${state.entityId}/sso`, [signingKey]),
    privateKey: signingKey.privateKey,
    requestSignatureAlgorithm: algorithm,
  });
  const tags = { ...tagsOf(state, service.entityMeta.getEntityID(), consumerOf(serviceMetadata)), ...changes };
  tags.InResponseTo = changes.InResponseTo ?? requestIdOf(redirectUrl);
  const fill = (template: string) => {
    const statements = template.replace("{AuthnStatement}", AUTHN).replace(
      "{AttributeStatement}",
      attributesOf(state.person),
    );
    const xml = samlify.SamlLib.replaceTagsByValue(statements, tags);
    return { id: tags.ID, context: beforeSigning?.(xml) ?? xml };
  };
  const made = await provider.createLoginResponse(service, { extract: {} }, "post", {}, fill as never);
  return Buffer.from((made as { context: string }).context, "base64").toString();
}

const AUTHN =
  '<saml:AuthnStatement AuthnInstant="{IssueInstant}"><saml:AuthnContext><saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement>';

function tagsOf({ entityId, person }: SamlProvider, audience: string, consumer: string): Record<string, string> {
  const [now, later] = [new Date().toISOString(), new Date(Date.now() + 300_000).toISOString()];
  return {
    ID: `_${crypto.randomUUID()}`,
    AssertionID: `_${crypto.randomUUID()}`,
    Destination: consumer,
    Audience: audience,
    SubjectRecipient: consumer,
    Issuer: entityId,
    IssueInstant: now,
    StatusCode: "urn:oasis:names:tc:SAML:2.0:status:Success",
    ConditionsNotBefore: now,
    ConditionsNotOnOrAfter: later,
    SubjectConfirmationDataNotOnOrAfter: later,
    NameIDFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    NameID: person.nameId,
  };
}

function attributesOf({ email, name, groups = [] }: SamlPerson): string {
  const attribute = (key: string, values: string[]) =>
    values.length === 0
      ? ""
      : `<saml:Attribute Name="${key}">${
        values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join("")
      }</saml:Attribute>`;
  const all = attribute("email", email === undefined ? [] : [email]) +
    attribute("displayName", name === undefined ? [] : [name]) + attribute("groups", groups);
  return all === "" ? "" : `<saml:AttributeStatement>${all}</saml:AttributeStatement>`;
}
