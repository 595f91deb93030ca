import { AppError } from "../../../contract/problem.ts";
import { regionOf } from "../../../contract/tenant.ts";
import { requireJson } from "../body/content-type.ts";
import { parseJson } from "../body/parse-json.ts";
import { readBody } from "../body/read-body.ts";
import { authenticate } from "../auth/authenticate.ts";
import type { EdgeContext } from "../context.ts";
import { gateOf, limitHeaders, requireAdmitted } from "../quota/enforce-limits.ts";
import { scanBatch } from "../scan/scan-batch.ts";
import { scannedWriter } from "../scan/scanned-writer.ts";
import { storeEvents } from "./store-events.ts";
import { readBatch } from "./read-batch.ts";
import { sortBatch, type SortedBatch } from "./sort-batch.ts";

/** `POST /v1/events`: 202 once the queue has taken the valid events; 422 when none is valid. */
export async function acceptBatch(request: Request, context: EdgeContext): Promise<Response> {
  const key = await authenticate(request, "ingest", context.keys, context.now);
  const gate = gateOf(key);
  requireAdmitted(gate.refusal(context.now), key);
  requireJson(request);
  const body = await readBody(request);
  const read = { now: context.now, source: isFromSdk(request.headers) ? "sdk" : "http" } as const;
  // Addresses are looked for in every text of an event, and a scanned one has few of them.
  const scanned = key.settings.pseudonymise_emails ? undefined : scanBatch(body, read);
  const batch: SortedBatch = scanned === undefined
    ? sortBatch(readBatch(parseJson(body)), key.org_id, read)
    : { accepted: scanned, rejected: 0, duplicates: 0, errors: [] };
  if (batch.accepted.length === 0) {
    throw new AppError("VAL_INVALID_FORMAT", `None of the ${batch.rejected} events is valid.`, {
      places: batch.errors.map(({ index, code, pointer, detail }) => ({
        pointer: `/events/${index}${pointer}`,
        detail: `${code}: ${detail}`,
      })),
      rejected: batch.rejectedCodes,
    });
  }
  const admission = await gate.admit(
    batch.accepted.length,
    context.now,
    context.findQuotaObject(key),
    context.waitUntil,
  );
  requireAdmitted(admission, key);
  const origin = {
    org_id: key.org_id,
    settings: key.settings,
    region: regionOf(key),
    received_at: context.now,
    request_id: context.requestId,
    idempotencyKey: request.headers.get("idempotency-key") ?? undefined,
    rejected: batch.rejectedCodes,
  };
  const { batchId, repeated } = scanned === undefined
    ? await storeEvents(batch.accepted, context, origin)
    : await storeEvents(scanned, context, origin, scannedWriter(body));
  return Response.json({
    accepted: batch.accepted.length - repeated,
    rejected: batch.rejected,
    duplicates: batch.duplicates + repeated,
    batch_id: batchId,
    errors: batch.errors,
  }, { status: 202, headers: limitHeaders(admission, key) });
}

/** Browsers keep the user agent for themselves; the SDK names itself in a header of its own there. */
function isFromSdk(headers: Headers): boolean {
  const name = headers.get("x-fleetglass-sdk") ?? headers.get("user-agent");
  return name?.startsWith("fleetglass-sdk/") === true;
}
