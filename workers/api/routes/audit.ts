import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { AuditExportQuery, AuditPage, AuditQuery } from "../../../contract/audit.ts";
import { exportAudit } from "../audit/export-audit.ts";
import { listAudit } from "../audit/list-audit.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";

const shared = { method: "get" as const, tags: ["Audit"], middleware: permit("audit:read") };

const list = createRoute({
  ...shared,
  path: "/v1/audit",
  summary: "Who did what in the organisation, from where; the newest first",
  request: { query: AuditQuery },
  responses: { 200: json(AuditPage, "A page of the log."), ...FAILURES },
});

const download = createRoute({
  ...shared,
  path: "/v1/audit/export",
  summary: "The audit log as a file",
  request: { query: AuditExportQuery },
  responses: {
    200: {
      description: "One line for each entry.",
      content: { "application/x-ndjson": { schema: z.string() }, "text/csv": { schema: z.string() } },
    },
    ...FAILURES,
  },
});

/** `GET /v1/audit`, `GET /v1/audit/export` */
export function addAudit(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => c.json(await listAudit(c.var.request, c.var.member, c.req.valid("query")), 200));
  app.openapi(download, (c) => exportAudit(c.var.request, c.var.member, c.req.valid("query")));
}
