import { createHmac, createSign, generateKeyPairSync } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Provider } from "oidc-provider";
import { listen } from "./listen.ts";
import { OPENID_CLIENT } from "./openid-client.ts";

/** Whom an OpenID provider of a test signs in. */
export interface OpenidPerson {
  sub: string;
  email?: string;
  email_verified?: boolean;
  name?: string;
  groups?: string[];
}

type Claims = Record<string, unknown>;
/** Signs claims as an identity token; the provider's own key unless another way is asked for. */
export type SignToken = (
  claims: Claims,
  how?: "own key" | "another key" | "none" | "hs256 with the public key",
) => string;
/** What to hand out in place of the provider's own identity token. */
export type TamperToken = (claims: Claims, sign: SignToken) => string;

/** A real OpenID provider (oidc-provider) that signs in at once whoever the test names, and can be made to lie. */
export interface OpenidProvider {
  issuer: string;
  person: OpenidPerson;
  tamper: TamperToken | undefined;
  /** Takes a client with one redirect URI. */
  addClient(redirectUri: string): void;
  close(): Promise<void>;
}

const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

function signerOf(privateKey: string, publicKey: string): SignToken {
  const other = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  return (claims, how = "own key") => {
    const alg = how === "none" ? "none" : how === "hs256 with the public key" ? "HS256" : "RS256";
    const content = `${encode({ alg, kid: "test", typ: "JWT" })}.${encode(claims)}`;
    if (how === "none") return `${content}.`;
    if (alg === "HS256") return `${content}.${createHmac("sha256", publicKey).update(content).digest("base64url")}`;
    const key = how === "own key" ? privateKey : other.privateKey;
    return `${content}.${createSign("sha256").update(content).sign(key, "base64url")}`;
  };
}

/** Starts an OpenID provider. */
export async function startOpenidProvider(): Promise<OpenidProvider> {
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const privateKey = keys.privateKey.export({ type: "pkcs8", format: "pem" });
  const sign = signerOf(privateKey, keys.publicKey.export({ type: "spki", format: "pem" }));
  const jwks = { keys: [{ ...keys.privateKey.export({ format: "jwk" }), kid: "test", use: "sig", alg: "RS256" }] };
  const state: OpenidProvider = {
    issuer: "",
    person: { sub: "nobody" },
    tamper: undefined,
    addClient: () => {},
    close: async () => {},
  };
  const server = await listen((url) => {
    state.issuer = url;
    const make = (clients: object[]) => makeProvider(url, state, jwks, clients);
    let provider = make([]);
    let handle = provider.callback();
    state.addClient = (redirectUri) => {
      provider = make([{ ...OPENID_CLIENT, redirect_uris: [redirectUri] }]);
      handle = provider.callback();
    };
    return (request, response) => {
      if (request.url?.startsWith("/interaction/") === true) {
        return void signInAtOnce(provider, state, request, response);
      }
      if (request.url === "/token" && state.tamper !== undefined) rewriteToken(response, state.tamper, sign);
      void handle(request, response);
    };
  });
  state.close = server.close;
  return state;
}

function makeProvider(url: string, state: OpenidProvider, jwks: object, clients: object[]): Provider {
  return new Provider(url, {
    jwks: jwks as never,
    clients: clients as never,
    cookies: { keys: ["for tests alone"] },
    features: { devInteractions: { enabled: false } },
    claims: { email: ["email", "email_verified"], profile: ["name", "groups"] },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, accountId) => ({
      accountId,
      claims: () => ({ ...state.person, sub: accountId }),
    }),
    // Nobody is asked for consent by their own organisation's provider.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId ?? "",
        accountId: oidc.session?.accountId ?? "",
      });
      grant.addOIDCScope("openid email profile");
      await grant.save();
      return grant;
    },
  });
}

async function signInAtOnce(
  provider: Provider,
  { person }: OpenidProvider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await provider.interactionFinished(request, response, { login: { accountId: person.sub } });
}

/** Puts another identity token in place of the provider's own, on its way out. */
function rewriteToken(response: ServerResponse, tamper: TamperToken, sign: SignToken): void {
  const end = response.end.bind(response) as (body: string) => ServerResponse;
  response.end = ((body: unknown) => {
    const answer = JSON.parse(String(body)) as { id_token?: string };
    const [, claims = ""] = answer.id_token?.split(".") ?? [];
    if (claims !== "") {
      answer.id_token = tamper(JSON.parse(Buffer.from(claims, "base64url").toString()) as Claims, sign);
    }
    const text = JSON.stringify(answer);
    response.setHeader("content-length", Buffer.byteLength(text));
    return end(text);
  }) as typeof response.end;
}
