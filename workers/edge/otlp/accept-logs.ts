import type { RejectedCounts } from "../../../contract/chunk.ts";
import { regionOf } from "../../../contract/tenant.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { authenticate } from "../auth/authenticate.ts";
import { requireJson } from "../body/content-type.ts";
import { parseJson } from "../body/parse-json.ts";
import { readBody } from "../body/read-body.ts";
import type { EdgeContext } from "../context.ts";
import { gateOf, requireAdmitted } from "../quota/enforce-limits.ts";
import { countCode } from "../events/sort-batch.ts";
import { storeEvents } from "../events/store-events.ts";
import { validateEvent } from "../events/validate-event.ts";
import type { LogRecord } from "./log-record.ts";
import { NOISE } from "./normalise/draft.ts";
import { normaliseLog, recordKey } from "./normalise-log.ts";
import { readJsonLogs } from "./read-json-logs.ts";

/** `POST /v1/logs`: OTLP/HTTP logs in JSON. Answers as the OTLP specification says, once the queue has the events. */
export async function acceptLogs(request: Request, context: EdgeContext): Promise<Response> {
  const key = await authenticate(request, "ingest", context.keys, context.now);
  const gate = gateOf(key);
  requireAdmitted(gate.refusal(context.now), key);
  requireJson(request);
  const records = readJsonLogs(parseJson(await readBody(request)));
  const { events, rejected, rejectedCodes, reason } = toEvents(records, context.now, key.settings.capture_content);
  if (events.length > 0) {
    requireAdmitted(await gate.admit(events.length, context.now, context.findQuotaObject(key), context.waitUntil), key);
    await storeEvents(events, context, {
      org_id: key.org_id,
      settings: key.settings,
      region: regionOf(key),
      received_at: context.now,
      request_id: context.requestId,
      idempotencyKey: undefined,
      rejected: rejectedCodes,
    });
  }
  if (rejected === 0) return Response.json({});
  return Response.json({ partialSuccess: { rejectedLogRecords: String(rejected), errorMessage: reason } });
}

interface Normalised {
  events: AcceptedEvent[];
  rejected: number;
  rejectedCodes?: RejectedCounts;
  /** Why the first of the rejected records was. */
  reason: string;
}

/** Events of log records; what a client said twice in one request is one event. */
export function toEvents(records: readonly LogRecord[], now: number, captureContent = false): Normalised {
  const result: Normalised = { events: [], rejected: 0, reason: "" };
  const repeats = new Map<string, number>();
  const ids = new Set<string>();
  for (const record of records) {
    const key = recordKey(record);
    const repeat = repeats.get(key) ?? 0;
    repeats.set(key, repeat + 1);
    const event = normaliseLog(record, now, repeat, captureContent);
    if (event === NOISE) continue;
    const checked = validateEvent(event, { now, source: "otlp_logs" });
    if ("event" in checked) {
      // A record that names itself (a session's sequence number) and is there twice is one event.
      if (!ids.has(checked.event.event_id)) result.events.push(checked.event);
      ids.add(checked.event.event_id);
    } else {
      result.rejected++;
      result.rejectedCodes = countCode(result.rejectedCodes, checked.faults[0]);
      result.reason ||= checked.faults[0]?.detail ?? "";
    }
  }
  return result;
}
