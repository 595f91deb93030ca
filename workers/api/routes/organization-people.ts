import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  Invitation,
  InvitationInput,
  InvitationToken,
  OrganizationMember,
  Registration,
  RoleChoice,
} from "../../../contract/organization.ts";
import { requireUser } from "../auth/find-signed-in.ts";
import { openToAll } from "../auth/open-to-all.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";
import {
  acceptOwnInvitation,
  describeInvitations,
  invite,
  register,
  takeBackInvitation,
} from "../organization/invitations.ts";
import { chooseRole, describeMembers, dismissMember } from "../organization/members.ts";

const tags = ["Organisation"];
const MEMBERS = "/v1/organization/members";
const INVITATIONS = "/v1/organization/invitations";

const list = createRoute({
  tags,
  method: "get",
  path: MEMBERS,
  middleware: permit("members:read"),
  summary: "The organisation's members",
  responses: { 200: json(z.object({ data: z.array(OrganizationMember) }), "The members."), ...FAILURES },
});

const choose = createRoute({
  tags,
  method: "patch",
  path: `${MEMBERS}/{id}`,
  middleware: permit("members:update"),
  summary: "Give a member another role",
  request: { params: idParam, ...jsonBody(RoleChoice) },
  responses: { 200: json(OrganizationMember, "The member."), 404: NOT_FOUND, 409: CONFLICT, ...FAILURES },
});

const dismiss = createRoute({
  tags,
  method: "delete",
  path: `${MEMBERS}/{id}`,
  middleware: permit("members:update"),
  summary: "Take a member out of the organisation",
  request: { params: idParam },
  responses: { 204: { description: "They are out." }, 404: NOT_FOUND, 409: CONFLICT, ...FAILURES },
});

const invitations = createRoute({
  tags,
  method: "get",
  path: INVITATIONS,
  middleware: permit("members:read"),
  summary: "Open invitations",
  responses: { 200: json(z.object({ data: z.array(Invitation) }), "The invitations."), ...FAILURES },
});

const create = createRoute({
  tags,
  method: "post",
  path: INVITATIONS,
  middleware: permit("members:invite", "people"),
  summary: "Invite somebody by mail",
  request: jsonBody(InvitationInput),
  responses: { 201: json(Invitation, "The invitation; it is on its way."), 409: CONFLICT, ...FAILURES },
});

const takeBack = createRoute({
  tags,
  method: "delete",
  path: `${INVITATIONS}/{id}`,
  middleware: permit("members:invite"),
  summary: "Take an invitation back",
  request: { params: idParam },
  responses: { 204: { description: "Its link opens nothing any more." }, 404: NOT_FOUND, ...FAILURES },
});

const accept = createRoute({
  tags: ["Account"],
  method: "post",
  path: "/v1/account/invitations",
  middleware: requireUser,
  summary: "Join an organisation by the token of an invitation",
  request: jsonBody(InvitationToken),
  responses: {
    200: json(z.object({ organization_id: z.string() }), "The session looks at the organisation."),
    404: NOT_FOUND,
    ...FAILURES,
  },
});

const registration = createRoute({
  tags: ["Account"],
  method: "post",
  path: "/v1/invitations/registration",
  middleware: openToAll("Whoever was invited has no account yet; the token that was sent to them is asked for."),
  summary: "Make an account by the token of an invitation, and join",
  request: jsonBody(Registration),
  responses: { 201: { description: "Sign in now." }, 404: NOT_FOUND, 409: CONFLICT, ...FAILURES },
});

/** Members and invitations. */
export function addOrganizationPeople(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => c.json({ data: await describeMembers(c.var.member) }, 200));
  app.openapi(choose, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await chooseRole(c.var.request, c.var.member, id, c.req.valid("json")), 200);
  });
  app.openapi(dismiss, async (c) => {
    await dismissMember(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
  app.openapi(invitations, async (c) => c.json({ data: await describeInvitations(c.var.request, c.var.member) }, 200));
  app.openapi(create, async (c) => c.json(await invite(c.var.request, c.var.person, c.req.valid("json")), 201));
  app.openapi(takeBack, async (c) => {
    await takeBackInvitation(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
  app.openapi(accept, async (c) => {
    return c.json(await acceptOwnInvitation(c.var.request, c.var.signedIn, c.req.valid("json").token), 200);
  });
  app.openapi(registration, async (c) => {
    await register(c.var.request, c.req.valid("json"));
    return c.body(null, 201);
  });
}
