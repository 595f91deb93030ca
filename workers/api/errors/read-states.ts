import type { ErrorState } from "../../../contract/error-state.ts";
import { readLastErrors } from "../../../stores/clickhouse/read-error-history.ts";
import type { EventTenant } from "../../../stores/clickhouse/tenant-query.ts";
import { type ErrorStateRecord, readErrorStates } from "../../../stores/postgres/error-states/read-error-states.ts";
import type { Member, RequestContext } from "../context.ts";
import { keptRange } from "../metrics/kept-range.ts";

/** What an organisation's errors are, by fingerprint; those that are missing are open. */
export type StatesOfErrors = ReadonlyMap<string, Exclude<ErrorState, "open">>;

/** What has been said of an organisation's errors, and which resolved ones have happened again since. */
export async function readStates(ctx: RequestContext, member: Member, tenant: EventTenant): Promise<StatesOfErrors> {
  const records = await readErrorStates(member.tenant);
  const last = await readLast(ctx, tenant, records.filter(({ state }) => state === "resolved"));
  return new Map(records.map(({ fingerprint, state, changedAt }) => {
    const again = state === "resolved" && (last.get(fingerprint) ?? 0) > changedAt.getTime();
    return [fingerprint, again ? "regressed" : state];
  }));
}

async function readLast(
  ctx: RequestContext,
  tenant: EventTenant,
  resolved: readonly ErrorStateRecord[],
): Promise<Map<string, number>> {
  if (resolved.length === 0) return new Map();
  const from = Math.min(...resolved.map(({ changedAt }) => changedAt.getTime()));
  const include = resolved.map(({ fingerprint }) => fingerprint);
  const range = { from, to: keptRange(ctx.now).to };
  return await readLastErrors(
    ctx.events,
    { tenant, range, filters: [{ name: "fingerprint", include, exclude: [] }] },
    ctx.signal,
  );
}
