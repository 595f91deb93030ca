import { readPersonEvents } from "../../../stores/clickhouse/read-person-events.ts";
import { recordAction } from "../../../stores/postgres/audit.ts";
import { readPersonRecords, readSignIns } from "../../../stores/postgres/privacy/person-records.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { eventTenant } from "../metrics/event-tenant.ts";
import { readParkedEvents } from "./read-parked-events.ts";
import { withPseudonyms } from "./with-pseudonyms.ts";

const PAGE = 2_000;

/**
 * Streams all that is kept of a person in the organisation as one JSON document: account, membership and how they sign in,
 * consents, the audit lines of what they did, what they saved and asked for, and every event, also those that wait in parked
 * messages. That it was asked for is written down first, without the name.
 */
export async function exportPerson(ctx: RequestContext, member: Member, userIds: string[]): Promise<Response> {
  const names = await withPseudonyms(member.tenant, userIds);
  const { memberships, ...records } = await readPersonRecords(member.tenant, names);
  const target = memberships[0]?.user_id ?? "unknown";
  await member.tenant.run(recordAction(member.tenant, actorOf(ctx, member), "privacy.person_exported", target, {}));
  const tenant = eventTenant(member);
  const all = [...new Set([...names, ...memberships.map(({ user_id }) => user_id)])];
  const signIns = await readSignIns(ctx.authDatabase, memberships.map(({ user_id }) => user_id));
  const head = {
    exported_at: new Date(ctx.now).toISOString(),
    user_ids: all,
    memberships,
    sign_in: signIns,
    ...records,
    parked_events: await readParkedEvents(ctx, tenant, all),
  };
  const encoder = new TextEncoder();
  let after: { at: number; id: string } | undefined;
  let text = `${JSON.stringify(head).slice(0, -1)},"events":[`;
  let isFirst = true;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const rows = await readPersonEvents(
        ctx.events,
        tenant,
        { userIds: all, after, limit: PAGE, now: ctx.now },
        ctx.signal,
      );
      text += rows.map(({ event }, index) => `${isFirst && index === 0 ? "" : ","}${JSON.stringify(event)}`).join("");
      isFirst &&= rows.length === 0;
      const last = rows.at(-1);
      const isLast = last === undefined || rows.length < PAGE;
      if (last !== undefined) after = { at: last.at, id: last.id };
      controller.enqueue(encoder.encode(isLast ? `${text}]}\n` : text));
      text = "";
      if (isLast) controller.close();
    },
  });
  return new Response(body, {
    headers: {
      "content-type": "application/json",
      "content-disposition": `attachment; filename="person-${new Date(ctx.now).toISOString().slice(0, 10)}.json"`,
      "cache-control": "no-store",
    },
  });
}
