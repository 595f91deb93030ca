import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { WarningList, WarningReplay, WarningsQuery } from "../../../contract/ingestion-warning.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { listWarnings } from "../ingestion/list-warnings.ts";
import { replayOwnLetters } from "../ingestion/replay-own-letters.ts";

const shared = { tags: ["Ingestion"] };

const list = createRoute({
  ...shared,
  middleware: permit("ingestion:read"),
  method: "get",
  path: "/v1/ingestion/warnings",
  summary: "What went wrong with events after or beside their answer, newest first",
  request: { query: WarningsQuery },
  responses: { 200: json(WarningList, "A page of warnings."), ...FAILURES },
});

const replay = createRoute({
  ...shared,
  middleware: permit("ingestion:replay"),
  method: "post",
  path: "/v1/ingestion/warnings/replay",
  summary: "Put the organisation's dead letters back on the queue",
  responses: { 200: json(WarningReplay, "What was put back."), ...FAILURES },
});

/** `GET /v1/ingestion/warnings`, `POST /v1/ingestion/warnings/replay` */
export function addIngestionWarnings(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(list, async (c) => {
    return c.json(await listWarnings(c.var.request, c.var.member, c.req.valid("query")), 200);
  });
  app.openapi(replay, async (c) => c.json(await replayOwnLetters(c.var.request, c.var.member), 200));
}
