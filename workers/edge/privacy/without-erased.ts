import { findErased } from "../../../contract/erasure-digest.ts";
import { UNKNOWN } from "../../../contract/stored-event.ts";
import type { Tidings } from "../../../contract/telemetry.ts";

type Told = Omit<Tidings, "now">;

/** What is told of erased people is not told: the telemetry object would keep it, and hand it out again. */
export async function withoutErased(told: Told, orgId: string, digests: readonly string[] | undefined): Promise<Told> {
  if (digests === undefined || digests.length === 0) return told;
  const names = [
    ...[...told.claims, ...told.points].map(({ event }) => event.user_id),
    ...told.traces.flatMap(({ context }) => context?.user_id ?? []),
  ];
  const erased = await findErased(orgId, names, new Set(digests));
  if (erased.size === 0) return told;
  const theirs = new Set(
    told.traces.filter(({ context }) => erased.has(context?.user_id ?? "")).map(({ trace_id: id }) => id),
  );
  const isTheirs = (name: string, traceId = "") => erased.has(name) || (name === UNKNOWN && theirs.has(traceId));
  return {
    marks: told.marks,
    claims: told.claims.filter(({ event, traceId }) => !isTheirs(event.user_id, traceId)),
    points: told.points.filter(({ event }) => !isTheirs(event.user_id)),
    traces: told.traces.filter(({ trace_id: id }) => !theirs.has(id)),
  };
}
