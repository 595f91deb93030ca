import type { TelemetrySignal } from "../../../contract/ingest-routes.ts";
import { AppError } from "../../../contract/problem.ts";
import type { Receipt, TelemetryObject } from "../../../contract/telemetry.ts";
import { regionOf } from "../../../contract/tenant.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { EdgeContext } from "../context.ts";
import { type EventOrigin, storeEvents } from "../events/store-events.ts";
import { gateOf, requireAdmitted } from "../quota/enforce-limits.ts";
import { noteRefusal } from "../warnings/note-refusal.ts";
import type { Circumstances, Findings } from "./findings.ts";
import { interpretLogs } from "./interpret-logs.ts";
import { interpretMetrics } from "./interpret-metrics.ts";
import { interpretSpans } from "./interpret-spans.ts";
import { rememberMarks } from "./known-marks.ts";
import { settleFindings } from "./settle-findings.ts";
import { acceptedAnswer, statusAnswer } from "./wire/answers.ts";
import { encodingOf, readRequest, requireEncoding } from "./wire/read-request.ts";

const INTERPRETERS = {
  logs: interpretLogs,
  metrics: interpretMetrics,
  traces: interpretSpans,
} as const satisfies Record<TelemetrySignal, (body: unknown, circumstances: Circumstances) => Findings>;

/**
 * Takes OTLP/HTTP requests of one signal, in JSON or protobuf. Answers as the OTLP specification says, in the request's
 * encoding, once the queue has all events that the request leads to.
 */
export function acceptTelemetry(signal: TelemetrySignal) {
  return async (request: Request, context: EdgeContext): Promise<Response> => {
    const key = await authenticate(request, "ingest", context.keys, context.now);
    const gate = gateOf(key);
    requireAdmitted(gate.refusal(context.now), key);
    const encoding = requireEncoding(request);
    const body = await readRequest(request, signal, encoding);
    const findings = INTERPRETERS[signal](body, {
      now: context.now,
      capturesContent: key.settings.capture_content,
    });
    if (findings.size > 0) {
      const admission = await gate.admit(findings.size, context.now, context.findQuotaObject(key), context.waitUntil);
      requireAdmitted(admission, key);
      await storeFindings(findings, context, context.findTelemetryObject(key), {
        org_id: key.org_id,
        settings: key.settings,
        region: regionOf(key),
        received_at: context.now,
        request_id: context.requestId,
        idempotencyKey: undefined,
        rejected: findings.rejectedCodes,
      });
    }
    if (findings.size === 0 && findings.rejected > 0) {
      // No chunk carries their counts.
      const refusal = new AppError("VAL_INVALID_FORMAT", findings.reason, { rejected: findings.rejectedCodes });
      context.waitUntil(noteRefusal(request, refusal, context));
    }
    return acceptedAnswer(signal, encoding, findings.rejected, findings.reason);
  };
}

/** A refused request's answer; `undefined` where the usual one will do, which is JSON. */
export function refuseTelemetry(problem: AppError, request: Request, requestId: string): Response | undefined {
  return encodingOf(request) === "protobuf" ? statusAnswer(problem, requestId) : undefined;
}

async function storeFindings(
  findings: Findings,
  context: EdgeContext,
  object: TelemetryObject,
  origin: EventOrigin,
): Promise<void> {
  const { told, events, amendments, amended_at, receipts } = await settleFindings(findings, origin, object);
  if (events.length > 0) await storeEvents(events, context, origin);
  if (amendments.length > 0) {
    // Refused records are counted with the first of the two.
    const rejected = events.length > 0 ? undefined : origin.rejected;
    await storeEvents(amendments, context, { ...origin, rejected, received_at: amended_at });
  }
  rememberMarks(origin.org_id, told, context.now);
  if (receipts.length > 0) context.waitUntil(confirm(object, receipts, origin));
}

/** What is not confirmed is handed out and stored again, which has no effect: so nothing depends on this. */
async function confirm(object: TelemetryObject, receipts: Receipt[], origin: EventOrigin): Promise<void> {
  try {
    await object.confirm(receipts);
  } catch (error) {
    console.warn(JSON.stringify({
      level: "warn",
      message: "stored telemetry not confirmed",
      org_id: origin.org_id,
      request_id: origin.request_id,
      error: String(error),
    }));
  }
}
