import { type ErrorStateAnswer, type ErrorStateInput, MAX_SET_STATES } from "../../../contract/error-state.ts";
import { AppError } from "../../../contract/problem.ts";
import { readErrorCounts } from "../../../stores/clickhouse/read-errors.ts";
import { setErrorState } from "../../../stores/postgres/error-states/set-error-state.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Person, RequestContext } from "../context.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { keptRange } from "../metrics/kept-range.ts";

/** Mutes, resolves or reopens an error. Throws NOT_FOUND for one that never happened, and CONFLICT where too many are set. */
export async function setState(
  ctx: RequestContext,
  person: Person,
  fingerprint: string,
  { state }: ErrorStateInput,
): Promise<ErrorStateAnswer> {
  const only = { name: "fingerprint" as const, include: [fingerprint], exclude: [] };
  const scope = { tenant: eventTenant(person), range: keptRange(ctx.now), filters: [only] };
  const known = await readErrorCounts(ctx.events, scope, ctx.signal);
  if (known.size === 0) throw new AppError("NOT_FOUND", `There is no error ${fingerprint}.`);
  if (!await setErrorState(person.tenant, actorOf(ctx, person), fingerprint, state)) {
    throw new AppError("CONFLICT", `${MAX_SET_STATES} errors are muted or resolved; reopen one first.`);
  }
  return { fingerprint, state };
}
