import { AppError } from "../../../contract/problem.ts";
import type { EdgeSettings } from "../../../contract/rpc.ts";
import type { Mark, Settlement, TelemetryObject, Tidings } from "../../../contract/telemetry.ts";
import { withoutErased } from "../privacy/without-erased.ts";
import { withPseudonyms } from "../privacy/with-pseudonyms.ts";
import type { Findings } from "./findings.ts";
import { unknownMarks } from "./known-marks.ts";

const MAX_CLAIMS = 2_000;
/** Exporters give up on a request after ten seconds. */
const TIMEOUT_MS = 8_000;

/**
 * Has the organisation's telemetry object weigh what a request says against what others said. Most requests say nothing that
 * it has to be asked about: the logs of a session that is known to be told by logs.
 * @returns what is to be stored, and the marks that were told: they may be relied on once it is
 */
export async function settleFindings(
  findings: Findings,
  { org_id: orgId, settings }: { org_id: string; settings: EdgeSettings },
  object: TelemetryObject,
): Promise<Settlement & { told: Mark[] }> {
  const { now } = findings.circumstances;
  const marks = unknownMarks(orgId, findings.marks.values(), now);
  const settlement: Settlement = {
    events: [...findings.events.values()],
    amendments: [],
    amended_at: now,
    receipts: [],
  };
  for (const part of partsOf(findings, marks)) {
    const told = await withoutErased(await hideNames(part, settings), orgId, settings.erased);
    const settled = await settlePart(object, { now, ...told });
    settlement.events.push(...settled.events);
    settlement.amendments.push(...settled.amendments);
    settlement.amended_at = Math.max(settlement.amended_at, settled.amended_at);
    settlement.receipts.push(...settled.receipts);
  }
  return { ...settlement, told: marks };
}

/** The object remembers what it is told: where addresses must not be stored, it is told pseudonyms. */
async function hideNames(part: Omit<Tidings, "now">, settings: EdgeSettings): Promise<Omit<Tidings, "now">> {
  return (await withPseudonyms([part], settings))[0] ?? part;
}

async function settlePart(object: TelemetryObject, tidings: Tidings): Promise<Settlement> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error(`no answer within ${TIMEOUT_MS} ms`)), TIMEOUT_MS);
  try {
    return await Promise.race([object.settle(tidings), timeout.promise]);
  } catch (cause) {
    throw new AppError("INGEST_UNAVAILABLE", "The telemetry could not be weighed. Send the same request again.", {
      retryAfterSeconds: 5,
      cause,
    });
  } finally {
    clearTimeout(timer);
  }
}

/** What there is to ask, in calls of a bounded size; nothing when there is nothing. Marks come first: they decide claims. */
function partsOf(findings: Findings, marks: Tidings["marks"]): Omit<Tidings, "now">[] {
  const { points } = findings;
  const claims = [...findings.claims.values()];
  const traces = [...findings.traces.values()];
  if (marks.length + points.length + claims.length + traces.length === 0) return [];
  const parts: Omit<Tidings, "now">[] = [{
    marks,
    traces,
    claims: claims.slice(0, MAX_CLAIMS),
    points: points.slice(0, MAX_CLAIMS),
  }];
  for (let at = MAX_CLAIMS; at < Math.max(claims.length, points.length); at += MAX_CLAIMS) {
    const end = at + MAX_CLAIMS;
    parts.push({ marks: [], traces: [], claims: claims.slice(at, end), points: points.slice(at, end) });
  }
  return parts;
}
