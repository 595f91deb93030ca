import { EVENTS_PATH, TELEMETRY_SIGNALS, telemetryPaths } from "../../contract/ingest-routes.ts";
import { AppError, toAppError } from "../../contract/problem.ts";
import { type EdgeContext, edgeContext } from "./context.ts";
import { withCors } from "./cors.ts";
import { acceptBatch } from "./events/accept-batch.ts";
import { acceptTelemetry, refuseTelemetry } from "./otlp/accept-telemetry.ts";
import { noteRefusal } from "./warnings/note-refusal.ts";

type Handler = (request: Request, context: EdgeContext) => Promise<Response>;

const TELEMETRY: Record<string, Handler> = Object.fromEntries(
  TELEMETRY_SIGNALS.flatMap((signal) => {
    const handler = acceptTelemetry(signal);
    return telemetryPaths(signal).map((path) => [path, handler]);
  }),
);

const READING = ["GET", "HEAD"];

/** What agents post to. Every other path belongs to the api Worker. */
const INGEST: ReadonlyMap<string, Handler> = new Map([[EVENTS_PATH, acceptBatch], ...Object.entries(TELEMETRY)]);

export default {
  async fetch(request, env, ctx): Promise<Response> {
    const context = edgeContext(request, env, ctx);
    const path = new URL(request.url).pathname;
    const handler = INGEST.get(path);
    // Reading is the api Worker's, also where agents write.
    if (handler === undefined || READING.includes(request.method)) return forward(request, context, env);
    return withCors(request, () => answer(requirePost(handler), request, context));
  },
} satisfies ExportedHandler<EdgeEnv>;

function requirePost(handler: Handler): Handler {
  return (request, context) => {
    if (request.method === "POST") return handler(request, context);
    throw new AppError("METHOD_NOT_ALLOWED", `Send a POST request here, not ${request.method}.`, {
      headers: { allow: "POST" },
    });
  };
}

async function answer(handler: Handler, request: Request, context: EdgeContext): Promise<Response> {
  try {
    const response = await handler(request, context);
    response.headers.set("x-request-id", context.requestId);
    return response;
  } catch (error) {
    const problem = toAppError(error);
    context.waitUntil(noteRefusal(request, problem, context));
    if (problem.code === "INTERNAL" || problem.code === "INGEST_UNAVAILABLE") logFailure(problem, context);
    const own = new URL(request.url).pathname in TELEMETRY
      ? refuseTelemetry(problem, request, context.requestId)
      : undefined;
    return own ?? problem.toResponse(context.requestId);
  }
}

/** Passes a request on under the edge's request id. The api Worker answers with the same id. */
async function forward(request: Request, context: EdgeContext, env: EdgeEnv): Promise<Response> {
  const headers = new Headers(request.headers);
  headers.set("x-request-id", context.requestId);
  try {
    return await env.API.fetch(new Request(request, { headers }));
  } catch (cause) {
    const problem = new AppError("INTERNAL", undefined, { cause });
    logFailure(problem, context);
    return problem.toResponse(context.requestId);
  }
}

function logFailure(problem: AppError, context: EdgeContext): void {
  const cause = problem.cause instanceof Error ? problem.cause.message : undefined;
  console.error(
    JSON.stringify({
      level: "error",
      code: problem.code,
      request_id: context.requestId,
      message: problem.message,
      cause,
    }),
  );
}
