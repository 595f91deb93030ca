import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import {
  DownloadQuery,
  EXPORT_FORMATS,
  EXPORT_QUERIES,
  EXPORT_SOURCES,
  EXPORT_TYPES,
  ExportedAs,
  type ExportFormat,
  ExportList,
  ExportRequest,
  type ExportSource,
  ExportsQuery,
  ExportSummary,
} from "../../../contract/exports.ts";
import { LIST_FORMATS, LIST_SOURCES, type ListSourceName } from "../../../contract/list-exports.ts";
import { openToAll } from "../auth/open-to-all.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { createExport } from "../exports/create-export.ts";
import { downloadExport } from "../exports/download-export.ts";
import { dropExport } from "../exports/drop-export.ts";
import { exportList } from "../exports/export-list.ts";
import { listExports, showExport } from "../exports/list-exports.ts";
import type { ExportAsked } from "../exports/read-export-question.ts";
import { streamExport } from "../exports/stream-export.ts";
import { FAILURES, json, NOT_FOUND } from "../http/answers.ts";
import { idParam } from "../http/id-param.ts";
import { jsonBody } from "../http/json-body.ts";

const tags = ["Exports"];
const fileOf = (formats: readonly ExportFormat[]) => ({
  description: "The file.",
  content: Object.fromEntries(
    formats.map((format) => [EXPORT_TYPES[format].split(";")[0] ?? "", { schema: z.string() }]),
  ),
});
const file = fileOf(EXPORT_FORMATS);

const create = createRoute({
  tags,
  method: "post",
  path: "/v1/exports",
  summary: "Have the whole answer to a question written into a file, however much it is",
  middleware: permit("exports:create"),
  request: jsonBody(ExportRequest),
  responses: { 202: json(ExportSummary, "It will be written."), ...FAILURES },
});

const list = createRoute({
  tags,
  method: "get",
  path: "/v1/exports",
  summary: "Exports, the newest first",
  middleware: permit("exports:read"),
  request: { query: ExportsQuery },
  responses: { 200: json(ExportList, "A page of exports."), ...FAILURES },
});

const show = createRoute({
  tags,
  method: "get",
  path: "/v1/exports/{id}",
  summary: "How far an export is, and a link to its file",
  middleware: permit("exports:read"),
  request: { params: idParam },
  responses: { 200: json(ExportSummary, "The export."), 404: NOT_FOUND, ...FAILURES },
});

const drop = createRoute({
  tags,
  method: "delete",
  path: "/v1/exports/{id}",
  summary: "Give an export up, and remove its file",
  middleware: permit("exports:create"),
  request: { params: idParam },
  responses: { 204: { description: "It is given up." }, 404: NOT_FOUND, ...FAILURES },
});

const download = createRoute({
  tags,
  method: "get",
  path: "/v1/exports/{id}/download",
  summary: "The file of an export, for whoever has the link",
  middleware: openToAll("the signature in the link says that a member got it for this file"),
  request: { params: idParam, query: DownloadQuery },
  responses: { 200: file, 404: NOT_FOUND, ...FAILURES },
});

/** `/v1/exports…`, and `GET /v1/<list>/export` of every list */
export function addExports(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(create, async (c) => c.json(await createExport(c.var.request, c.var.member, c.req.valid("json")), 202));
  app.openapi(list, async (c) => c.json(await listExports(c.var.request, c.var.member, c.req.valid("query")), 200));
  app.openapi(show, async (c) => {
    return c.json(await showExport(c.var.request, c.var.member, c.req.valid("param").id), 200);
  });
  app.openapi(drop, async (c) => {
    await dropExport(c.var.request, c.var.member, c.req.valid("param").id);
    return c.body(null, 204);
  });
  app.openapi(download, (c) => {
    return downloadExport(c.var.request, c.req.valid("param").id, c.req.valid("query"), c.req.raw.headers);
  });
  for (const source of EXPORT_SOURCES) addStream(app, source);
  for (const source of Object.keys(LIST_SOURCES) as ListSourceName[]) addList(app, source);
}

function addList(app: OpenAPIHono<ApiTypes>, source: ListSourceName): void {
  const route = createRoute({
    tags,
    method: "get",
    path: `/v1/${source}/export`,
    summary: `Every page of /v1/${source} for a question, as a file`,
    middleware: permit("exports:create"),
    request: {
      query: z.strictObject({ ...LIST_SOURCES[source].query.shape, format: z.enum(LIST_FORMATS).default("csv") }),
    },
    responses: { 200: fileOf(LIST_FORMATS), ...FAILURES },
  });
  app.openapi(route, (c) => exportList(c.var.request, c.var.member, source, c.req.valid("query")));
}

function addStream(app: OpenAPIHono<ApiTypes>, source: ExportSource): void {
  const route = createRoute({
    tags,
    method: "get",
    path: `/v1/${source}/export`,
    summary: `Everything that /v1/${source} shows for a question, as a file`,
    middleware: permit("exports:create"),
    request: { query: z.strictObject({ ...EXPORT_QUERIES[source].shape, ...ExportedAs }) },
    responses: { 200: file, ...FAILURES },
  });
  app.openapi(route, (c) => {
    const { format, ...query } = c.req.valid("query");
    // The route's schema is that of its source.
    return streamExport(c.var.request, c.var.member, { source, query } as ExportAsked, format);
  });
}
