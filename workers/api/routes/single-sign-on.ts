import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { LinkedIdentity, SsoProvider, SsoProviderInput, SsoProviderPatch } from "../../../contract/single-sign-on.ts";
import { requireUser } from "../auth/find-signed-in.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";
import { changeProvider, refreshProvider } from "../single-sign-on/change-provider.ts";
import { describeIdentities, dropIdentity } from "../single-sign-on/identities.ts";
import { describeProviders, dropProvider, proveDomain, registerProvider } from "../single-sign-on/manage-providers.ts";

const tags = ["Single sign-on"];
const PATH = "/v1/organization/sso";
const IDENTITIES = "/v1/account/identities";
const write = { tags, middleware: permit("sso:write") };
const own = { tags, middleware: requireUser };
const changed = { 200: json(SsoProvider, "The provider."), 404: NOT_FOUND, 409: CONFLICT, ...FAILURES };

const list = createRoute({
  tags,
  middleware: permit("sso:read"),
  method: "get",
  path: PATH,
  summary: "The organisation's identity providers",
  responses: { 200: json(z.object({ data: z.array(SsoProvider) }), "The providers."), ...FAILURES },
});
const register = createRoute({
  ...write,
  method: "post",
  path: PATH,
  summary: "Register an identity provider",
  request: jsonBody(SsoProviderInput),
  responses: { 201: json(SsoProvider, "The provider."), 409: CONFLICT, ...FAILURES },
});
const change = createRoute({
  ...write,
  method: "patch",
  path: `${PATH}/{id}`,
  summary: "Change an identity provider, or make it the only way in",
  request: { params: idParam, ...jsonBody(SsoProviderPatch) },
  responses: changed,
});
const prove = createRoute({
  ...write,
  method: "post",
  path: `${PATH}/{id}/domain`,
  summary: "Check the domain's DNS record",
  request: { params: idParam },
  responses: changed,
});
const refresh = createRoute({
  ...write,
  method: "post",
  path: `${PATH}/{id}/refresh`,
  summary: "Read the provider's description again",
  request: { params: idParam },
  responses: changed,
});
const drop = createRoute({
  ...write,
  method: "delete",
  path: `${PATH}/{id}`,
  summary: "Remove an identity provider and end the sessions that it opened",
  request: { params: idParam },
  responses: { 204: { description: "It is gone." }, 404: NOT_FOUND, ...FAILURES },
});
const identities = createRoute({
  ...own,
  method: "get",
  path: IDENTITIES,
  summary: "The identity providers that one's account is tied to",
  responses: { 200: json(z.object({ data: z.array(LinkedIdentity) }), "The ties."), ...FAILURES },
});
const unlink = createRoute({
  ...own,
  method: "delete",
  path: `${IDENTITIES}/{id}`,
  summary: "Untie one's account from an identity provider",
  request: { params: idParam },
  responses: { 204: { description: "It is untied." }, 404: NOT_FOUND, 409: CONFLICT, ...FAILURES },
});

/** Identity providers of an organisation, and people's ties to them. */
export function addSingleSignOn(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => c.json({ data: await describeProviders(c.var.request, c.var.member) }, 200));
  app.openapi(register, async (c) => {
    return c.json(await registerProvider(c.var.request, c.var.member, c.req.valid("json")), 201);
  });
  app.openapi(change, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await changeProvider(c.var.request, c.var.member, id, c.req.valid("json")), 200);
  });
  app.openapi(prove, async (c) => {
    return c.json(await proveDomain(c.var.request, c.var.member, c.req.valid("param").id), 200);
  });
  app.openapi(refresh, async (c) => {
    return c.json(await refreshProvider(c.var.request, c.var.member, c.req.valid("param").id), 200);
  });
  app.openapi(drop, async (c) => {
    await dropProvider(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
  app.openapi(identities, async (c) => {
    return c.json({ data: await describeIdentities(c.var.request, c.var.signedIn) }, 200);
  });
  app.openapi(unlink, async (c) => {
    await dropIdentity(c.var.request, c.var.signedIn, c.req.valid("param").id);
    return c.body(null, 204);
  });
}
