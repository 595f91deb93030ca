import type { GroupName } from "../../../contract/metrics.ts";
import { AppError } from "../../../contract/problem.ts";
import { aggregateEvents, type Group } from "../../../stores/clickhouse/aggregate-events.ts";
import { byColumn } from "../../../stores/clickhouse/dimension.ts";
import type { FigureName } from "../../../stores/clickhouse/figures.ts";
import type { EventScope } from "../../../stores/clickhouse/tenant-query.ts";
import type { RequestContext } from "../context.ts";
import type { Page } from "../http/pages.ts";
import { FRESHNESS_FIGURES } from "./describe-answer.ts";

/** How many groups came before, and the value and the key of the last of them. */
export type RankPlace = [seen: number, value: number | null, key: string];

/** A page of a column's values, ranked. */
export interface RankedPage<F extends FigureName> {
  shown: Group<F>[];
  nextCursor: string | null;
  /** How many values the column has. */
  totalKeys: number;
}

/** A list of values is for looking at; this far down nobody looks. */
const DEEPEST = 10_000;

/**
 * A page of the values of a column, those with the highest figure first, those without one last and equals by their key. Groups
 * that arrive while somebody turns pages move others down, but none that was shown comes again.
 */
export async function rankGroups<F extends FigureName>(
  ctx: RequestContext,
  scope: EventScope,
  { group, order, figures }: { group: GroupName; order: F; figures: readonly F[] },
  page: Page<RankPlace>,
): Promise<RankedPage<F | (typeof FRESHNESS_FIGURES)[number]>> {
  const seen = page.after?.[0] ?? 0;
  if (seen >= DEEPEST) throw new AppError("QUERY_TOO_WIDE", `A list is at most ${DEEPEST} long; narrow it by filters.`);
  // Twice the page, so that it is full also where others have moved down.
  const asked = seen + 2 * page.limit + 1;
  const rows = await aggregateEvents(ctx.events, scope, {
    by: [byColumn(group)],
    figures: [...figures, ...FRESHNESS_FIGURES, order],
    top: { figure: order, limit: asked },
  }, ctx.signal);
  const { after } = page;
  const rest = after === null ? rows : rows.filter((row) => isAfter(row, order, after));
  const shown = rest.slice(0, page.limit);
  const last = rest.length > shown.length || rows.length === asked ? shown.at(-1) : undefined;
  return {
    shown,
    nextCursor: last === undefined ? null : page.cursorAfter([seen + shown.length, last.figures[order], last.key]),
    totalKeys: rows[0]?.groupCount ?? 0,
  };
}

function isAfter<F extends FigureName>(row: Group<F>, order: F, [, value, key]: RankPlace): boolean {
  const own = row.figures[order];
  if (own === value) return row.key > key;
  if (own === null) return true;
  return value !== null && own < value;
}
