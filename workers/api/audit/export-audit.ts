import type { AuditEntry, AuditExportQuery } from "../../../contract/audit.ts";
import { type AuditPosition, readAuditLog } from "../../../stores/postgres/audit-log/read-audit-log.ts";
import { recordAction } from "../../../stores/postgres/audit.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { csvLine } from "../http/csv-line.ts";
import { describeEntry } from "./describe-entry.ts";
import { positionOf, readFilter } from "./list-audit.ts";

const PAGE = 500;

const FORMATS = {
  jsonl: { type: "application/x-ndjson", head: "", line: (entry: AuditEntry) => `${JSON.stringify(entry)}\n` },
  csv: {
    type: "text/csv; charset=utf-8",
    head: csvLine([
      "at",
      "actor_kind",
      "actor_id",
      "actor_name",
      "action",
      "target_id",
      "ip",
      "user_agent",
      "request_id",
      "details",
    ]),
    line: ({ at, actor, action, target_id, ip, user_agent, request_id, details }: AuditEntry) =>
      csvLine([
        at,
        actor.kind,
        actor.id,
        actor.name,
        action,
        target_id,
        ip,
        user_agent,
        request_id,
        JSON.stringify(details),
      ]),
  },
};

/** Streams the organisation's audit log, the newest line first; that it was asked for is its first line. */
export async function exportAudit(ctx: RequestContext, member: Member, query: AuditExportQuery): Promise<Response> {
  const { format, org_id: _own, ...filter } = query;
  await member.tenant.run(
    recordAction(member.tenant, actorOf(ctx, member), "audit.exported", member.organization.id, { format, filter }),
  );
  const { type, head, line } = FORMATS[format];
  const encoder = new TextEncoder();
  let after: AuditPosition | undefined;
  let text = head;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const rows = await readAuditLog(member.tenant, readFilter(query), { after, limit: PAGE });
      text += rows.map((row) => line(describeEntry(row))).join("");
      if (text !== "") controller.enqueue(encoder.encode(text));
      text = "";
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return controller.close();
      after = positionOf(last);
    },
  });
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="audit-${new Date(ctx.now).toISOString().slice(0, 10)}.${format}"`,
      "cache-control": "no-store",
    },
  });
}
