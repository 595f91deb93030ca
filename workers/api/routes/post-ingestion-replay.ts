import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { WarningReplay } from "../../../contract/ingestion-warning.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json } from "../http/answers.ts";
import { replayOwnLetters } from "../ingestion/replay-own-letters.ts";

const replay = createRoute({
  tags: ["Ingestion"],
  middleware: permit("ingestion:replay"),
  method: "post",
  path: "/v1/ingestion/warnings/replay",
  summary: "Put the organisation's dead letters back on the queue",
  responses: { 200: json(WarningReplay, "What was put back."), ...FAILURES },
});

/** `POST /v1/ingestion/warnings/replay` */
export function addIngestionReplay(app: OpenAPIHono<ApiTypes>): void {
  app.openapi(replay, async (c) => c.json(await replayOwnLetters(c.var.request, c.var.member), 200));
}
