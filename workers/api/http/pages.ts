import type { Member, RequestContext } from "../context.ts";
import { openCursor, type Place, sealCursor } from "./page-cursor.ts";

/** A page of a list that somebody asks for. */
export interface Page<P extends Place> {
  limit: number;
  /** What the page before ended with, or `null` for the first. */
  after: P | null;
  /** When the first page was asked for, epoch ms. */
  askedAt: number;
  /** The cursor of the page that begins after a place. */
  cursorAfter(place: P): string;
}

interface PageQuery {
  limit: number;
  cursor?: string | undefined;
  org_id?: string | undefined;
}

/**
 * Reads which page of a list is asked for; `list` is the address of the list, without its query string. Throws INVALID_QUERY for a cursor of another
 * question, organisation or making.
 */
export function readPage<P extends Place>(
  ctx: Pick<RequestContext, "config" | "now">,
  { organization }: Pick<Member, "organization">,
  list: string,
  query: PageQuery,
): Page<P> {
  const { limit, cursor, org_id: _same, ...question } = query;
  const owner = {
    secret: ctx.config.authSecret,
    orgId: organization.id,
    question: `${list} ${JSON.stringify(question)}`,
  };
  const position = cursor === undefined ? undefined : openCursor(owner, cursor);
  const askedAt = position?.askedAt ?? ctx.now;
  return {
    limit,
    // The seal says that we wrote it, for this list.
    after: position === undefined ? null : position.place as unknown as P,
    askedAt,
    cursorAfter: (place) => sealCursor(owner, { askedAt, place }),
  };
}

/**
 * Cuts a page from rows of which one more was asked for than the page holds: that one tells whether there is a next page.
 */
export function cutPage<R, P extends Place>(
  rows: readonly R[],
  page: Page<P>,
  placeOf: (row: R) => P,
): { shown: R[]; nextCursor: string | null } {
  const shown = rows.slice(0, page.limit);
  const last = rows.length > shown.length ? shown.at(-1) : undefined;
  return { shown, nextCursor: last === undefined ? null : page.cursorAfter(placeOf(last)) };
}
