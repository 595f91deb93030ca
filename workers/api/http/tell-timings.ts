import { createMiddleware } from "hono/factory";
import { matchedRoutes } from "hono/route";
import type { ApiContext, ApiTypes } from "../context.ts";
import type { QueryTiming } from "./query-timings.ts";

/** Says in `Server-Timing` where an answer's time went, and logs questions to the event store that took long. */
export const tellTimings = createMiddleware<ApiTypes>(async (c, next) => {
  const begun = performance.now();
  await next();
  const { timings, config } = c.var.request;
  for (const timing of timings) if (timing.durationMs >= config.slowQueryMs) logSlowQuery(c, timing);
  if (c.res.status === 101) return;
  c.res.headers.set("server-timing", describeTimings(timings, performance.now() - begun));
});

/** The value of `Server-Timing`: the event store's share, and all of it. Questions are asked at the same time as others. */
export function describeTimings(timings: readonly QueryTiming[], totalMs: number): string {
  const longest = Math.max(0, ...timings.map(({ durationMs }) => durationMs));
  const store = `store;dur=${longest.toFixed(1)};desc="${timings.length} queries, the longest"`;
  return timings.length === 0 ? `total;dur=${totalMs.toFixed(1)}` : `${store}, total;dur=${totalMs.toFixed(1)}`;
}

const MAX_TEXT = 4_000;

/** On one line, and without the numbers of computations, which are many times as long as the rest. */
function shorten(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(/\[[\d, ]{80,}\]/g, "[…]");
}

/** Who asked and the form of the question; its values are parameters and stand nowhere in the text. */
function logSlowQuery(c: ApiContext, { text, durationMs, rowsRead }: QueryTiming): void {
  console.warn(JSON.stringify({
    level: "warn",
    message: "a question to the event store took long",
    request_id: c.var.request.requestId,
    org_id: c.get("member")?.organization.id,
    // The route's pattern: the address itself holds what was asked for.
    route: matchedRoutes(c).at(-1)?.path,
    duration_ms: Math.round(durationMs),
    rows_read: rowsRead,
    tables: [...new Set([...text.matchAll(/\bFROM (\w+)/g)].map(([, table]) => table))],
    query: shorten(text).slice(0, MAX_TEXT),
  }));
}
