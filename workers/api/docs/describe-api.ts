import type { OpenAPIHono } from "@hono/zod-openapi";
import type { Gate } from "../auth/gate.ts";
import { listGuardedRoutes } from "../auth/list-guarded-routes.ts";
import type { ApiTypes } from "../context.ts";
import type { ApiDocument } from "./document.ts";
import { exampleOf } from "./example-of.ts";
import { plainPatterns } from "./plain-patterns.ts";

const SECURITY_SCHEMES = {
  session: {
    type: "apiKey",
    in: "cookie",
    name: "fleetglass.session_token",
    description: "Of somebody who signed in at `/auth/sign-in/email`.",
  },
  bearer: { type: "http", scheme: "bearer", description: "An API key with the scope that the operation names." },
  key: { type: "apiKey", in: "header", name: "X-API-Key", description: "An API key, where `Authorization` is taken." },
};

const refused = (description: string) => ({
  description,
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
});
/** What happens to a body before anybody looks at what it says. */
const REFUSED_BODIES = {
  413: refused("The body is too large."),
  415: refused("The body is not of the type that is taken here."),
};

const DESCRIPTION = `Questions about a fleet of agents, and what goes with them.

The organisation is that of the session or of the API key. \`org_id\` may be said; another one than that is refused with 403.
Filters can be repeated (either value), \`!\` in front excludes, and an empty value is events that do not say. A parameter that is not known is
refused with 400. Lists come in pages: ask again with \`cursor\`, as \`next_cursor\` says it, until that is null. Times are ISO 8601 in UTC, money is US
dollars, ratios lie between 0 and 1. \`as_of\` is the newest receipt of an event that an answer includes, \`estimated\` says whether a cost in it is an
estimate. Failures are problem documents (RFC 9457).`;

/** The document of the API: every described route, who may ask it, and an example of each answer. */
export function describeApi(
  app: OpenAPIHono<ApiTypes>,
  { version, url, now }: { version: string; url: string; now: number },
): ApiDocument {
  const document = app.getOpenAPI31Document({
    openapi: "3.1.0",
    info: { title: "Fleetglass", version, description: DESCRIPTION },
    servers: [{ url }],
  }) as unknown as ApiDocument;
  document.components.securitySchemes = SECURITY_SCHEMES;
  plainPatterns(document);
  const context = { named: document.components.schemas, at: new Date(now).toISOString() };
  const gates = new Map(
    listGuardedRoutes(app.routes).map(({ method, path, gates: [gate] }) => [
      `${method.toLowerCase()} ${path}`,
      gate,
    ]),
  );
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      operation.operationId = nameOf(method, path);
      const gate = gates.get(`${method} ${path.replaceAll(/\{(\w+)\}/g, ":$1")}`);
      operation.security ??= securityOf(gate);
      if (gate?.kind === "permission") operation.description = `Permission: \`${gate.permission}\`.`;
      if (operation.requestBody !== undefined) operation.responses = { ...REFUSED_BODIES, ...operation.responses };
      for (const { content } of [operation.requestBody ?? {}, ...Object.values(operation.responses)]) {
        for (const media of Object.values(content ?? {})) {
          if (media.schema !== undefined) media.example ??= exampleOf(media.schema, context);
        }
      }
    }
  }
  return document;
}

function securityOf(gate: Gate | undefined): Record<string, string[]>[] {
  if (gate === undefined || gate.kind === "open") return [];
  const isForKeys = gate.kind === "permission" && gate.key;
  return isForKeys ? [{ session: [] }, { bearer: [] }, { key: [] }] : [{ session: [] }];
}

/** `getSessionsId` of `GET /v1/sessions/{id}`. */
function nameOf(method: string, path: string): string {
  const words = path.replace(/^\/v1/, "v1").split(/[^A-Za-z0-9]+/).filter((word) => word !== "" && word !== "v1");
  const versioned = path.startsWith("/v1") ? "" : "Unversioned";
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") + versioned;
}
