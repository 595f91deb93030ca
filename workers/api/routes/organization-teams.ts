import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { CustomRole, CustomRoleInput, Team, TeamInput, TeamMembersInput } from "../../../contract/organization.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { CONFLICT, FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";
import { changeRoleContent, describeRoles, dropRole, makeRole } from "../organization/custom-roles.ts";
import { describeTeams, dropTeam, fillTeam, makeTeam, renameOwnTeam } from "../organization/teams.ts";

const tags = ["Organisation"];
const TEAMS = "/v1/organization/teams";
const ROLES = "/v1/organization/roles";
const readTeams = { tags, middleware: permit("members:read") };
const writeTeams = { tags, middleware: permit("teams:write") };
const writeRoles = { tags, middleware: permit("roles:write") };
const team = { 200: json(Team, "The team."), 404: NOT_FOUND, 409: CONFLICT, ...FAILURES };
const role = { 200: json(CustomRole, "The role."), 404: NOT_FOUND, 409: CONFLICT, ...FAILURES };
const gone = { 204: { description: "It is gone." }, 404: NOT_FOUND, 409: CONFLICT, ...FAILURES };

const teams = createRoute({
  ...readTeams,
  method: "get",
  path: TEAMS,
  summary: "The organisation's teams and who is in them",
  responses: { 200: json(z.object({ data: z.array(Team) }), "The teams."), ...FAILURES },
});
const create = createRoute({
  ...writeTeams,
  method: "post",
  path: TEAMS,
  summary: "Make a team",
  request: jsonBody(TeamInput),
  responses: { 201: json(Team, "The team."), 409: CONFLICT, ...FAILURES },
});
const rename = createRoute({
  ...writeTeams,
  method: "patch",
  path: `${TEAMS}/{id}`,
  summary: "Rename a team",
  request: { params: idParam, ...jsonBody(TeamInput) },
  responses: team,
});
const fill = createRoute({
  ...writeTeams,
  method: "put",
  path: `${TEAMS}/{id}/members`,
  summary: "Say who is in a team",
  request: { params: idParam, ...jsonBody(TeamMembersInput) },
  responses: team,
});
const drop = createRoute({
  ...writeTeams,
  method: "delete",
  path: `${TEAMS}/{id}`,
  summary: "Delete a team",
  request: { params: idParam },
  responses: gone,
});
const roles = createRoute({
  ...readTeams,
  method: "get",
  path: ROLES,
  summary: "Roles of the organisation's own",
  responses: { 200: json(z.object({ data: z.array(CustomRole) }), "The roles."), ...FAILURES },
});
const createRole = createRoute({
  ...writeRoles,
  method: "post",
  path: ROLES,
  summary: "Make a role",
  request: jsonBody(CustomRoleInput),
  responses: { 201: json(CustomRole, "The role."), 409: CONFLICT, ...FAILURES },
});
const changeRole = createRoute({
  ...writeRoles,
  method: "put",
  path: `${ROLES}/{id}`,
  summary: "Change what a role is called and may",
  request: { params: idParam, ...jsonBody(CustomRoleInput) },
  responses: role,
});
const deleteRole = createRoute({
  ...writeRoles,
  method: "delete",
  path: `${ROLES}/{id}`,
  summary: "Delete a role that nobody has",
  request: { params: idParam },
  responses: gone,
});

/** Teams, and roles of the organisation's own. */
export function addOrganizationTeams(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(teams, async (c) => c.json({ data: await describeTeams(c.var.member) }, 200));
  app.openapi(create, async (c) => {
    return c.json(await makeTeam(c.var.request, c.var.member, c.req.valid("json").name), 201);
  });
  app.openapi(rename, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await renameOwnTeam(c.var.request, c.var.member, id, c.req.valid("json").name), 200);
  });
  app.openapi(fill, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await fillTeam(c.var.request, c.var.member, id, c.req.valid("json").member_ids), 200);
  });
  app.openapi(drop, async (c) => {
    await dropTeam(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
  app.openapi(roles, async (c) => c.json({ data: await describeRoles(c.var.member) }, 200));
  app.openapi(createRole, async (c) => c.json(await makeRole(c.var.request, c.var.member, c.req.valid("json")), 201));
  app.openapi(changeRole, async (c) => {
    const { id } = c.req.valid("param");
    return c.json(await changeRoleContent(c.var.request, c.var.member, id, c.req.valid("json")), 200);
  });
  app.openapi(deleteRole, async (c) => {
    await dropRole(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
}
