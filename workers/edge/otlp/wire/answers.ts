import { BinaryWriter } from "@bufbuild/protobuf/wire";
import type { TelemetrySignal } from "../../../../contract/ingest-routes.ts";
import { type AppError, PROBLEMS } from "../../../../contract/problem.ts";

/** What a request is encoded in; the answer is encoded in the same. */
export type Encoding = "json" | "protobuf";

const REJECTED_FIELD = {
  logs: "rejectedLogRecords",
  metrics: "rejectedDataPoints",
  traces: "rejectedSpans",
} as const satisfies Record<TelemetrySignal, string>;

/** The answer to a request that was taken, wholly or in part: an `Export…ServiceResponse`. */
export function acceptedAnswer(
  signal: TelemetrySignal,
  encoding: Encoding,
  rejected: number,
  reason: string,
): Response {
  if (encoding === "json") {
    const partial = { [REJECTED_FIELD[signal]]: String(rejected), errorMessage: reason };
    return Response.json(rejected === 0 ? {} : { partialSuccess: partial });
  }
  const writer = new BinaryWriter();
  if (rejected > 0) writer.tag(1, 2).fork().tag(1, 0).int64(rejected).tag(2, 2).string(reason).join();
  return protobufResponse(writer.finish(), 200);
}

/** Codes of google.rpc.Code by HTTP status. */
const RPC_CODES: Record<number, number> = { 401: 16, 403: 7, 404: 5, 405: 12, 429: 8, 500: 13, 503: 14 };
const INVALID_ARGUMENT = 3;

/** A problem as a `google.rpc.Status`, for senders that speak protobuf. Its message begins with the problem's code. */
export function statusAnswer(problem: AppError, requestId: string): Response {
  const { status } = PROBLEMS[problem.code];
  const bytes = new BinaryWriter()
    .tag(1, 0).int32(RPC_CODES[status] ?? INVALID_ARGUMENT)
    .tag(2, 2).string(`${problem.code}: ${problem.message}`)
    .finish();
  const response = protobufResponse(bytes, status);
  for (const [name, value] of problem.toResponse(requestId).headers) {
    if (name !== "content-type") response.headers.set(name, value);
  }
  return response;
}

function protobufResponse(bytes: Uint8Array<ArrayBuffer>, status: number): Response {
  return new Response(bytes, { status, headers: { "content-type": "application/x-protobuf" } });
}
