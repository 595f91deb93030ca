import type { TelemetrySignal } from "../../../../contract/ingest-routes.ts";
import { AppError } from "../../../../contract/problem.ts";
import { parseJson } from "../../body/parse-json.ts";
import { readBody } from "../../body/read-body.ts";
import type { Encoding } from "./answers.ts";
import { decodeProtobuf } from "./decode-protobuf.ts";
import { LogsRequest, type Message, MetricsRequest, TracesRequest } from "./schema.ts";

const REQUESTS: Record<TelemetrySignal, Message> = {
  logs: LogsRequest,
  metrics: MetricsRequest,
  traces: TracesRequest,
};

/** What a request says it is encoded in; `undefined` for anything that OTLP/HTTP does not know. No type at all is JSON. */
export function encodingOf(request: Request): Encoding | undefined {
  const type = request.headers.get("content-type")?.split(";", 1)[0]?.trim().toLowerCase() ?? "application/json";
  if (type === "application/json") return "json";
  return type === "application/x-protobuf" || type === "application/protobuf" ? "protobuf" : undefined;
}

/** Fails with `UNSUPPORTED_MEDIA_TYPE` unless the request is in one of the two encodings. */
export function requireEncoding(request: Request): Encoding {
  const encoding = encodingOf(request);
  if (encoding !== undefined) return encoding;
  throw new AppError(
    "UNSUPPORTED_MEDIA_TYPE",
    "This Content-Type is not supported; send application/json or application/x-protobuf.",
  );
}

/** The body of a request as its OTLP/JSON form, whichever way it came. An empty protobuf body is an empty request. */
export async function readRequest(request: Request, signal: TelemetrySignal, encoding: Encoding): Promise<unknown> {
  const bytes = await readBody(request);
  return encoding === "json" ? parseJson(bytes) : decodeProtobuf(bytes, REQUESTS[signal]);
}
