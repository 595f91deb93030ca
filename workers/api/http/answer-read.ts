import { createHash } from "node:crypto";
import type { ApiContext } from "../context.ts";

/** Browsers may show an answer again for this long, and for as long again while they ask anew. */
const FRESH_SECONDS = 5;
const STALE_SECONDS = 30;

/**
 * Answers JSON that the asker's browser, and no other cache, may keep for a moment; 304 where it has these figures already.
 * The tag is of the figures, the organisation and what the asker may see of it, and says nothing of when the period ended: a
 * period up to now ends at another instant each time, with the same figures as long as nothing has arrived.
 */
export function answerRead(c: ApiContext, answer: object): Response {
  const { organization, sees } = c.var.member;
  const figures: Record<string, unknown> = { ...answer };
  if ("period" in answer) figures["period"] = { ...answer.period as object, to: "" };
  // A cursor says when its page was asked for, and is another one each time.
  if ("next_cursor" in answer) figures["next_cursor"] = answer.next_cursor !== null;
  const digest = createHash("sha256").update(JSON.stringify([organization.id, sees, figures])).digest("base64url");
  const tag = `W/"${digest.slice(0, 22)}"`;
  c.header("cache-control", `private, max-age=${FRESH_SECONDS}, stale-while-revalidate=${STALE_SECONDS}`);
  c.header("vary", "Cookie, Authorization, X-API-Key");
  c.header("etag", tag);
  const known = c.req.header("if-none-match")?.split(",").map((text) => text.trim()) ?? [];
  return known.includes(tag) || known.includes("*") ? c.body(null, 304) : c.json(answer);
}
