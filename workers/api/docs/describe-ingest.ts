import { type OpenAPIHono, z } from "@hono/zod-openapi";
import { EVENTS_PATH, TELEMETRY_SIGNALS, telemetryPaths } from "../../../contract/ingest-routes.ts";
import type { ApiTypes } from "../context.ts";
import { FAILURES, json, problem } from "../http/answers.ts";
import { EventBatchInput, EventInput } from "./event-input.ts";

const BatchReceipt = z.object({
  accepted: z.int().meta({ description: "Events that will be stored." }),
  rejected: z.int(),
  duplicates: z.int().meta({ description: "Events that are known to have been sent before." }),
  batch_id: z.string(),
  errors: z.array(z.object({
    index: z.int().meta({ description: "Place in the batch." }),
    event_id: z.string().nullable(),
    code: z.string(),
    pointer: z.string(),
    detail: z.string(),
  })).meta({ description: "What is wrong with which event; a hundred at most." }),
}).openapi("BatchReceipt");

const Partial = z.object({
  partialSuccess: z.looseObject({ errorMessage: z.string() }).optional().meta({
    description: "Where records were refused: how many, and why.",
  }),
}).openapi("TelemetryReceipt");

const telemetry = (name: string) =>
  z.looseObject({ [name]: z.array(z.looseObject({})) }).meta({ example: { [name]: [] } });
const TELEMETRY_BODIES = {
  logs: telemetry("resourceLogs"),
  metrics: telemetry("resourceMetrics"),
  traces: telemetry("resourceSpans"),
};

const security: Record<string, string[]>[] = [{ bearer: [] }, { key: [] }];
const FAILED = {
  400: problem("The body could not be read."),
  401: FAILURES[401],
  403: problem("The key may not send, or not for this organisation."),
  413: problem("The body is too large."),
  415: problem("The body is of another type than is taken here."),
  422: problem("Nothing in the body is valid; `errors` points at what is wrong."),
  429: problem(
    "Too many events or requests, or the quota of the month is used up. `Retry-After` says when to come again.",
  ),
  503: problem("Events cannot be taken at the moment. `Retry-After` says when to come again."),
};

/** Adds what the edge answers itself to the document: the api Worker never sees these requests. */
export function describeIngest({ openAPIRegistry: registry }: OpenAPIHono<ApiTypes>): void {
  registry.registerPath({
    security,
    method: "post",
    path: EVENTS_PATH,
    tags: ["Ingest"],
    summary: "Send events",
    description: "Permission: `events:send`. A bare array of events, or a single one, is taken too; so is gzip.",
    request: {
      headers: z.object({
        "Idempotency-Key": z.string().max(256).optional().meta({
          description: "The same for the same batch sent again, which is then not counted twice.",
        }),
      }),
      body: {
        required: true,
        content: { "application/json": { schema: z.union([EventBatchInput, z.array(EventInput), EventInput]) } },
      },
    },
    responses: { 202: json(BatchReceipt, "The accepted events will be stored."), ...FAILED },
  });
  for (const signal of TELEMETRY_SIGNALS) {
    for (const path of telemetryPaths(signal)) {
      registry.registerPath({
        security,
        path,
        method: "post",
        tags: ["Ingest"],
        summary: `Send ${signal} by OTLP/HTTP`,
        description: "Permission: `events:send`. The answer is in the encoding of the request; gzip is taken.",
        request: {
          body: {
            required: true,
            content: {
              "application/json": { schema: TELEMETRY_BODIES[signal] },
              "application/x-protobuf": { schema: z.string().meta({ format: "binary" }) },
            },
          },
        },
        responses: {
          200: json(Partial, "Everything, or all but what `partialSuccess` says, will be stored."),
          ...FAILED,
        },
      });
    }
  }
}
