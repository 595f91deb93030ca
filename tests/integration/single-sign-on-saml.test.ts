import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { ask, type Asked } from "../helpers/ask.ts";
import {
  requestIdOf,
  type ResponseOptions,
  type SamlProvider,
  startSamlProvider,
} from "../helpers/providers/saml-provider.ts";
import { makeSigningKey } from "../helpers/providers/self-signed.ts";
import {
  newSsoTenant,
  proveDomain,
  refusalsOf,
  registerProvider,
  type SsoTenant,
  startSso,
  whoIs,
} from "../helpers/single-sign-on.ts";

const facts = inject("stack");
let idp: SamlProvider;
let sso: SsoTenant;
let provider: Asked["body"];
let service = "";

const nobody = () => `p-${crypto.randomUUID().slice(0, 8)}`;
const anAddress = () => `${nobody()}@${sso.domain}`;
const pathOf = (url: string) => new URL(url).pathname + new URL(url).search;
const encode = (xml: string) => Buffer.from(xml).toString("base64");
const stranger = makeSigningKey("A Stranger");

beforeAll(async () => {
  idp = await startSamlProvider();
  sso = await newSsoTenant(facts);
  const registered = await registerProvider(facts, sso, {
    protocol: "saml",
    metadata_url: idp.metadataUrl,
    group_claim: "groups",
    group_roles: { managers: "manager" },
  });
  provider = registered.body;
  const proven = await proveDomain(facts, sso.admin.cookie, provider);
  if (proven.status !== 200) throw new Error(`proving the domain answered ${proven.status}`);
  service = (await ask(facts, "GET", pathOf(provider.audience as string))).body as string;
});
afterAll(async () => {
  await idp.close();
});

/** Posts a response as the provider's page does: from another site, without our cookie. */
async function post(xml: string, path = pathOf(provider.callback_url as string)): Promise<Asked> {
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method: "POST",
    redirect: "manual",
    headers: { origin: new URL(idp.metadataUrl).origin },
    body: new URLSearchParams({ SAMLResponse: encode(xml), RelayState: "https://evil.example/" }),
  });
  return { status: response.status, headers: response.headers, body: await response.text(), cookies: "" };
}

/** Goes the whole way; `bend` changes the response on its way through the browser. */
async function signInAs(
  person: SamlProvider["person"],
  options: ResponseOptions = {},
  bend: (xml: string) => string = (xml) => xml,
): Promise<Asked> {
  idp.person = person;
  const { redirectTo, mark } = await startSso(facts, person.email ?? anAddress());
  const posted = await post(bend(await idp.respond(redirectTo ?? "", service, options)));
  const location = posted.headers.get("location") ?? "";
  if (!location.includes("/finish?")) return posted;
  return await ask(facts, "GET", pathOf(location), { cookie: mark });
}

async function expectRefusal(answer: Asked, reason: string): Promise<void> {
  expect(answer.status).toBe(303);
  expect(answer.headers.get("location")).toMatch(/\/login\?sso=/);
  expect(answer.cookies).not.toMatch(/session_token=[^;]/);
  expect((await refusalsOf(facts, sso.admin.cookie))[0]).toBe(reason);
}

describe("signing in through a SAML provider", () => {
  it("makes somebody of the domain a member and leads on to where they wanted to go", async () => {
    const email = anAddress();
    const answer = await signInAs({ nameId: nobody(), email, name: "Omar Haddad" });
    expect(new URL(answer.headers.get("location") ?? "").pathname).toBe("/live");
    expect(await whoIs(facts, answer.cookies)).toMatchObject({
      user: { email, name: "Omar Haddad" },
      organization: { id: sso.tenant.orgId, role: "viewer" },
    });
  });

  it("takes the address from the name where no attribute has it, and the role from a group", async () => {
    const email = anAddress();
    const answer = await signInAs({ nameId: email, groups: ["managers"] });
    expect(await whoIs(facts, answer.cookies)).toMatchObject({ user: { email }, organization: { role: "manager" } });
  });

  it("is the same account the next time", async () => {
    const [nameId, email] = [nobody(), anAddress()];
    const [first, second] = [await signInAs({ nameId, email }), await signInAs({ nameId, email })];
    expect((await whoIs(facts, second.cookies)).user.id).toBe((await whoIs(facts, first.cookies)).user.id);
  });

  it("takes responses that are signed as a whole as well", async () => {
    const answer = await signInAs({ nameId: nobody(), email: anAddress() }, { signMessage: true });
    expect(await whoIs(facts, answer.cookies)).toMatchObject({ organization: { id: sso.tenant.orgId } });
  });

  it("allows for clocks that differ by half a minute", async () => {
    const changes = { ConditionsNotBefore: new Date(Date.now() + 30_000).toISOString() };
    const answer = await signInAs({ nameId: nobody(), email: anAddress() }, { changes });
    expect(await whoIs(facts, answer.cookies)).toMatchObject({ organization: { id: sso.tenant.orgId } });
  });

  it("goes on with a new certificate once it is read, beside the old one and then instead of it", async () => {
    const next = makeSigningKey("The Next One");
    const signIn = (signingKey: typeof next) => signInAs({ nameId: nobody(), email: anAddress() }, { signingKey });
    const refresh = () =>
      ask(facts, "POST", `/v1/organization/sso/${provider.id}/refresh`, { cookie: sso.admin.cookie });
    await expectRefusal(await signIn(next), "bad_signature");
    idp.publishedKeys = [idp.key, next];
    expect((await refresh()).body.certificates).toHaveLength(2);
    for (const key of [next, idp.key]) expect((await signIn(key)).cookies).toContain("session_token");
    idp.publishedKeys = [next];
    await refresh();
    await expectRefusal(await signIn(idp.key), "bad_signature");
    idp.publishedKeys = [idp.key];
    await refresh();
  });
});

const ago = (seconds: number) => new Date(Date.now() - seconds * 1000).toISOString();
const assertionOf = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? "";
const withoutSignature = (xml: string) => xml.replace(/<ds:Signature .*<\/ds:Signature>/s, "");
/** What an attacker would like to have said, in place of what the provider signed. */
const forge = (assertion: string, id: string) =>
  withoutSignature(assertion).replace(/ ID="[^"]+"/, ` ID="${id}"`).replaceAll(/p-[0-9a-f]{8}@/g, "boss@");

describe("the word of a SAML provider", () => {
  const lies: [string, ResponseOptions, string][] = [
    ["signed by another key", { signingKey: stranger }, "bad_signature"],
    ["signed with SHA-1", { algorithm: "http://www.w3.org/2000/09/xmldsig#rsa-sha1" }, "weak_algorithm"],
    ["by another issuer", { changes: { Issuer: "https://idp.example.org" } }, "wrong_issuer"],
    ["for another audience", { changes: { Audience: "https://another.example/metadata" } }, "wrong_audience"],
    ["sent to another address", { changes: { SubjectRecipient: "https://another.example/acs" } }, "wrong_recipient"],
    ["meant for another destination", { changes: { Destination: "https://another.example/acs" } }, "wrong_recipient"],
    ["in answer to a request of nobody's", { changes: { InResponseTo: "_nobody" } }, "not_under_way"],
    [
      "in answer to no request",
      { beforeSigning: (xml) => xml.replaceAll(/ InResponseTo="[^"]*"/g, "") },
      "wrong_request",
    ],
    ["that is over", { changes: { ConditionsNotOnOrAfter: ago(120) } }, "expired"],
    ["whose confirmation is over", { changes: { SubjectConfirmationDataNotOnOrAfter: ago(120) } }, "expired"],
    ["that is not yet good", { changes: { ConditionsNotBefore: ago(-120) } }, "expired"],
    [
      "that somebody was refused",
      { changes: { StatusCode: "urn:oasis:names:tc:SAML:2.0:status:Requester" } },
      "provider_refused",
    ],
    [
      "without conditions",
      { beforeSigning: (xml) => xml.replace(/<saml:Conditions .*<\/saml:Conditions>/s, "") },
      "malformed",
    ],
    ["for everybody", {
      beforeSigning: (xml) => xml.replace(/<saml:AudienceRestriction>.*<\/saml:AudienceRestriction>/s, ""),
    }, "wrong_audience"],
    ["without a confirmation of who brings it", {
      beforeSigning: (xml) => xml.replace(/<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/s, ""),
    }, "malformed"],
  ];

  it.each(lies)("is not taken %s", async (_name, options, reason) => {
    await expectRefusal(await signInAs({ nameId: nobody(), email: anAddress() }, options), reason);
  });

  it("is not taken about another organisation's domain", async () => {
    for (const email of [sso.admin.email, `${nobody()}@sub.${sso.domain}`, `${nobody()}@${sso.domain}.evil.example`]) {
      idp.person = { nameId: nobody(), email };
      const { redirectTo } = await startSso(facts, anAddress());
      await expectRefusal(await post(await idp.respond(redirectTo ?? "", service)), "wrong_domain");
    }
  });

  const twists: [string, (xml: string) => string, string][] = [
    ["without its signature", withoutSignature, "unsigned"],
    ["with another address than was signed", (xml) => xml.replaceAll(/p-[0-9a-f]{8}@/g, "boss@"), "bad_signature"],
    ["with a forged assertion before the signed one", (xml) => {
      return xml.replace("<saml:Assertion ", `${forge(assertionOf(xml), "_forged")}<saml:Assertion `);
    }, "malformed"],
    ["with a forged assertion after the signed one", (xml) => {
      return xml.replace("</samlp:Response>", `${forge(assertionOf(xml), "_forged")}</samlp:Response>`);
    }, "malformed"],
    ["with the signed assertion hidden in an extension", (xml) => {
      const signed = assertionOf(xml);
      const extended = `<samlp:Extensions>${signed}</samlp:Extensions>${forge(signed, "_forged")}`;
      return xml.replace(signed, extended);
    }, "malformed"],
    ["with the signed assertion within the signature of a forged one", (xml) => {
      const signed = assertionOf(xml);
      const signature = /<ds:Signature .*<\/ds:Signature>/s.exec(signed)?.[0] ?? "";
      const original = withoutSignature(signed);
      const wrapping = signature.replace("</ds:Signature>", `<ds:Object>${original}</ds:Object></ds:Signature>`);
      return xml.replace(signed, forge(signed, "_forged").replace("<saml:Subject>", `${wrapping}<saml:Subject>`));
    }, "malformed"],
    ["with two elements of one id", (xml) => {
      const id = / ID="([^"]+)"/.exec(assertionOf(xml))?.[1] ?? "";
      return xml.replace("<samlp:Status>", `<samlp:Status ID="${id}">`);
    }, "malformed"],
    [
      "with a signature that covers something else",
      (xml) => xml.replace(/<ds:Reference URI="#[^"]+"/, '<ds:Reference URI=""'),
      "malformed",
    ],
    ["with a key in place of a certificate (HMAC)", (xml) => {
      return xml.replace(
        "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
        "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
      );
    }, "weak_algorithm"],
    ["with a document type", (xml) => `<!DOCTYPE r [<!ENTITY who "boss">]>${xml}`, "malformed"],
    ["that is no XML", () => "<samlp:Response", "malformed"],
    ["with an encrypted assertion", (xml) => {
      return xml.replace(
        "</samlp:Response>",
        '<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"/></samlp:Response>',
      );
    }, "encrypted"],
  ];

  it.each(twists)("is not taken %s", async (_name, bend, reason) => {
    await expectRefusal(await signInAs({ nameId: nobody(), email: anAddress() }, {}, bend), reason);
  });

  it("is read whole where a comment splits a name", async () => {
    // Registered at the provider as an address of another domain, cut short by whoever brings it.
    const email = `boss@${sso.domain}<!-- -->.evil.example`;
    const uncommented = (xml: string) => xml.replace("<!-- -->", "");
    const bend = (xml: string) => xml.replaceAll(`boss@${sso.domain}.evil.example`, email);
    idp.person = { nameId: `boss@${sso.domain}.evil.example` };
    const { redirectTo } = await startSso(facts, anAddress());
    const xml = bend(await idp.respond(redirectTo ?? "", service, { beforeSigning: uncommented }));
    expect(xml).toContain("<!-- -->");
    await expectRefusal(await post(xml), "wrong_domain");
  });

  it("works once", async () => {
    idp.person = { nameId: nobody(), email: anAddress() };
    const { redirectTo, mark } = await startSso(facts, anAddress());
    const xml = await idp.respond(redirectTo ?? "", service);
    const finish = pathOf((await post(xml)).headers.get("location") ?? "");
    await expectRefusal(await post(xml), "not_under_way");
    expect((await ask(facts, "GET", finish, { cookie: mark })).cookies).toContain("session_token");
    await expectRefusal(await ask(facts, "GET", finish, { cookie: mark }), "not_under_way");
    await expectRefusal(await post(xml), "not_under_way");
  });

  it("works in the browser alone in which the sign-in began", async () => {
    idp.person = { nameId: nobody(), email: anAddress() };
    const { redirectTo } = await startSso(facts, anAddress());
    const { mark } = await startSso(facts, anAddress());
    const finish = pathOf((await post(await idp.respond(redirectTo ?? "", service))).headers.get("location") ?? "");
    await expectRefusal(await ask(facts, "GET", finish, { cookie: mark }), "another_browser");
  });

  it("is nothing before the response came", async () => {
    const { redirectTo, mark } = await startSso(facts, anAddress());
    const finish = `/auth/sso/${provider.id}/finish?flow=${requestIdOf(redirectTo ?? "")}`;
    await expectRefusal(await ask(facts, "GET", finish, { cookie: mark }), "not_under_way");
  });

  it("is nothing at another organisation's provider, though it is the same service", async () => {
    const other = await newSsoTenant(facts);
    const { body } = await registerProvider(facts, other, { protocol: "saml", metadata_url: idp.metadataUrl });
    await proveDomain(facts, other.admin.cookie, body);
    idp.person = { nameId: nobody(), email: `${nobody()}@${other.domain}` };
    const { redirectTo } = await startSso(facts, anAddress());
    const xml = await idp.respond(redirectTo ?? "", service);
    expect((await post(xml, pathOf(body.callback_url))).headers.get("location")).toContain("/login?sso=");
    expect(await refusalsOf(facts, other.admin.cookie)).toEqual(["wrong_recipient"]);
    const readdressed = await idp.respond(redirectTo ?? "", service, {
      changes: { Destination: body.callback_url, SubjectRecipient: body.callback_url, Audience: body.audience },
    });
    await post(readdressed, pathOf(body.callback_url));
    expect(await refusalsOf(facts, other.admin.cookie)).toEqual(["not_under_way", "wrong_recipient"]);
  });
});

describe("registering a SAML provider", () => {
  const register = (input: object) => registerProvider(facts, sso, { protocol: "saml", ...input });

  it("takes pasted metadata and shows its certificate", async () => {
    const { status, body } = await register({ metadata_xml: idp.metadata() });
    expect(status).toBe(201);
    expect(body).toMatchObject({ issuer: idp.entityId, metadata_url: null, domain_verified: false });
    expect(body.certificates).toEqual([
      { fingerprint: expect.stringMatching(/^([0-9A-F]{2}:){31}/), expires_at: "2045-01-01T00:00:00.000Z" },
    ]);
    const path = `/v1/organization/sso/${body.id}`;
    expect((await ask(facts, "POST", `${path}/refresh`, { cookie: sso.admin.cookie })).status).toBe(409);
    const foreign = idp.metadata().replace("/entity", "/another");
    const change = { cookie: sso.admin.cookie, body: { metadata_xml: foreign } };
    expect((await ask(facts, "PATCH", path, change)).status).toBe(409);
    expect((await ask(facts, "DELETE", path, { cookie: sso.admin.cookie })).status).toBe(204);
  });

  it.each([
    ["no metadata at all", {}],
    ["what is no XML", { metadata_xml: "hello" }],
    ["a document type", { metadata_xml: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>' }],
    ["metadata of no identity provider", {
      metadata_xml: '<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="x"/>',
    }],
    ["an address that is not public", { metadata_url: "https://10.0.0.1/metadata" }],
    ["an address without encryption", { metadata_url: "http://example.com/metadata" }],
  ])("refuses %s", async (_name, input) => {
    expect(await register(input)).toMatchObject({ status: 422, body: { code: "VAL_INVALID_FORMAT" } });
  });

  it("refuses a sign-in address that nobody should be sent to, and certificates that are none", async () => {
    const inward = idp.metadata().replace(/Location="[^"]+"/, 'Location="https://10.0.0.1/sso"');
    expect((await register({ metadata_xml: inward })).body.detail).toMatch(/not public/);
    const broken = idp.metadata().replace(/(X509Certificate>)[^<]+/, "$1AAAA");
    expect((await register({ metadata_xml: broken })).body.detail).toMatch(/certificate/);
  });
});
