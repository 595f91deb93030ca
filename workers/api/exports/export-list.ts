import { EXPORT_TYPES } from "../../../contract/exports.ts";
import { LIST_SOURCES, type ListFormat, type ListSourceName, MAX_LIST_ROWS } from "../../../contract/list-exports.ts";
import { AppError } from "../../../contract/problem.ts";
import { recordAction } from "../../../stores/postgres/audit.ts";
import { actorOf } from "../auth/actor-of.ts";
import { requireReach } from "../auth/require-reach.ts";
import type { Member, RequestContext } from "../context.ts";
import { listCosts } from "../costs/list-costs.ts";
import { listErrors } from "../errors/list-errors.ts";
import { listAgents, listModels, listTeams, listUsers } from "../fleet/list-groups.ts";
import { listTools } from "../tools/list-tools.ts";
import { asFile } from "./as-file.ts";
import { columnsOf, headLine, rowLine } from "./list-table.ts";

/** A list's question as its own schema gives it, and where its next page begins. */
type Question = Record<string, unknown> & { limit: number; cursor?: string };
/** Answers a page of a list. */
type Verb = (
  ctx: RequestContext,
  member: Member,
  question: never,
) => Promise<{ data: unknown[]; next_cursor: string | null }>;

const VERBS: Record<ListSourceName, Verb> = {
  agents: listAgents,
  models: listModels,
  tools: listTools,
  users: listUsers,
  teams: listTeams,
  errors: listErrors,
  costs: listCosts,
};

/** Rows of one question to the store: more than people page by, so that few are needed. */
const PAGE_ROWS = 1_000;

/**
 * Answers every page of a list as one file. It is the list's own code that reads it, so the file is what the list shows. Throws
 * EXPORT_TOO_LARGE.
 */
export async function exportList(
  ctx: RequestContext,
  member: Member,
  source: ListSourceName,
  { format, ...question }: Record<string, unknown> & { format: ListFormat },
): Promise<Response> {
  requireReach(member, LIST_SOURCES[source].permission);
  const rows = await readWhole(ctx, member, source, question);
  const { tenant, organization } = member;
  const details = { source, format, rows: rows.length };
  await tenant.run(recordAction(tenant, actorOf(ctx, member), "data.exported", organization.id, details));
  return asFile(WRITERS[format](source, rows), {
    name: source,
    at: ctx.now,
    extension: format,
    type: EXPORT_TYPES[format],
  });
}

async function readWhole(
  ctx: RequestContext,
  member: Member,
  source: ListSourceName,
  asked: Record<string, unknown>,
): Promise<unknown[]> {
  const rows: unknown[] = [];
  let cursor: string | null = null;
  do {
    const question: Question = { ...asked, limit: PAGE_ROWS, ...(cursor === null ? {} : { cursor }) };
    // The route's schema is that of its list.
    const page: Awaited<ReturnType<Verb>> = await VERBS[source](ctx, member, question as never);
    rows.push(...page.data);
    if (rows.length > MAX_LIST_ROWS) {
      throw new AppError("EXPORT_TOO_LARGE", `The list has more than ${MAX_LIST_ROWS} rows. Ask for parts of it.`);
    }
    cursor = page.next_cursor;
  } while (cursor !== null);
  return rows;
}

const WRITERS: Record<ListFormat, (source: ListSourceName, rows: readonly unknown[]) => string> = {
  jsonl: (_source, rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(""),
  csv: (source, rows) => {
    const columns = columnsOf(LIST_SOURCES[source].row);
    return headLine(columns) + rows.map((row) => rowLine(columns, row)).join("");
  },
};
