import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../../../contract/problem.ts";
import { SsoStart } from "../../../contract/single-sign-on.ts";
import type { SignInProvider } from "../../../stores/postgres/single-sign-on/flows.ts";
import { openToAll } from "../auth/open-to-all.ts";
import { originOf } from "../auth/origin-of.ts";
import type { ApiContext, ApiTypes } from "../context.ts";
import { refuseForeignOrigin } from "../http/require-own-origin.ts";
import { providerAddresses } from "./addresses.ts";
import { unmarkBrowser } from "./browser-cookie.ts";
import {
  acceptResponse,
  type FinishedSignIn,
  finishWithCode,
  finishWithResponse,
  noteRefusal,
  requireSignInProvider,
} from "./finish-sign-in.ts";
import { openSession } from "./open-session.ts";
import { serviceMetadata } from "./saml/write-xml.ts";
import { SignInRefusal } from "./sign-in-refusal.ts";
import { startSignIn } from "./start-sign-in.ts";

const gate = openToAll("Whoever signs in is not signed in yet; what the identity provider says is checked.");
const SEE_OTHER = 303;

/** `/auth/sso/…`: signing in through an organisation's identity provider. */
export function addSingleSignOnRoutes(app: OpenAPIHono<ApiTypes>): void {
  app.post("/auth/sso/start", gate, (c) => start(c));
  app.get("/auth/sso/:id/callback", gate, (c) =>
    conclude(c, (provider) => {
      const { searchParams } = new URL(c.req.url);
      return finishWithCode(c.var.request, provider, searchParams, c.req.raw.headers);
    }));
  app.post("/auth/sso/:id/acs", gate, (c) => takeResponse(c));
  app.get(
    "/auth/sso/:id/finish",
    gate,
    (c) =>
      conclude(
        c,
        (provider) => finishWithResponse(c.var.request, provider, c.req.query("flow") ?? "", c.req.raw.headers),
      ),
  );
  app.get("/auth/sso/:id/metadata", gate, showMetadata);
}

async function start(c: ApiContext): Promise<Response> {
  refuseForeignOrigin(c.req.header("origin"), c.var.request.config.trustedOrigins);
  const input = SsoStart.safeParse(await c.req.json().catch(() => undefined));
  if (!input.success) throw new AppError("VAL_INVALID_FORMAT", "Send an e-mail address as `email`.");
  const { ip = "" } = originOf(c.req.raw.headers, "unknown");
  const started = await startSignIn(c.var.request, input.data, ip);
  if (started !== undefined) c.header("set-cookie", started.cookie, { append: true });
  return c.json({ redirect_to: started?.redirectTo ?? null });
}

/** Posted by a page of the provider; the browser comes back by itself, with our cookie, to end it. */
async function takeResponse(c: ApiContext): Promise<Response> {
  return await orLogin(c, async (provider) => {
    const { SAMLResponse: encoded } = await c.req.parseBody();
    if (typeof encoded !== "string") throw new SignInRefusal("malformed");
    const flow = await acceptResponse(c.var.request, provider, encoded);
    const { publicUrl } = c.var.request.config;
    return c.redirect(`${publicUrl}/auth/sso/${provider.id}/finish?flow=${encodeURIComponent(flow)}`, SEE_OTHER);
  });
}

async function conclude(
  c: ApiContext,
  finish: (provider: SignInProvider) => Promise<FinishedSignIn>,
): Promise<Response> {
  const { config } = c.var.request;
  return await orLogin(c, async (provider) => {
    const finished = await finish(provider);
    for (const cookie of await openSession(c.var.request, finished, c.req.raw.headers)) {
      c.header("set-cookie", cookie, { append: true });
    }
    c.header("set-cookie", unmarkBrowser(config), { append: true });
    return c.redirect(`${config.publicUrl}${finished.nextPath}`, SEE_OTHER);
  });
}

/** A refusal leads back to the sign-in page, which says what the person can do; the admins read why. */
async function orLogin(c: ApiContext, work: (provider: SignInProvider) => Promise<Response>): Promise<Response> {
  const { config } = c.var.request;
  let provider: SignInProvider | undefined;
  try {
    provider = await requireSignInProvider(c.var.request, c.req.param("id") ?? "");
    return await work(provider);
  } catch (error) {
    if (!(error instanceof SignInRefusal)) throw error;
    if (provider !== undefined) await noteRefusal(c.var.request, provider, error, c.req.raw.headers);
    const told = ["no_seat", "not_under_way", "another_browser", "expired"].includes(error.reason)
      ? error.reason
      : "refused";
    return c.redirect(`${config.publicUrl}/login?sso=${told}`, SEE_OTHER);
  }
}

function showMetadata(c: ApiContext): Response {
  const id = c.req.param("id") ?? "";
  if (!/^sso_[\w]{1,60}$/.test(id)) throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
  // The same for every id that could be one, so that it tells nobody which there are.
  c.header("content-type", "application/samlmetadata+xml");
  return c.body(serviceMetadata(providerAddresses(c.var.request.config, { id, protocol: "saml" })));
}
