import { createMiddleware } from "hono/factory";
import { AppError, type ProblemPlace } from "../../../contract/problem.ts";
import type { ApiTypes } from "../context.ts";

const NUL = "has the character NUL, which no text can have";
const HALF = "has half of a character, a lone surrogate";

/**
 * Refuses texts that no database stores, wherever they stand: with the character NUL, or with half of a character. Ids, names
 * and filters of every route are compared with stored ones, so none of these could ever be right.
 */
export const refuseUnstorable = createMiddleware<ApiTypes>(async (c, next) => {
  refuseAddress(new URL(c.req.url));
  // A copy, because the sign-in library reads the request itself.
  if (c.req.raw.body !== null && isJson(c.req.header("content-type"))) refuseBody(await c.req.raw.clone().text());
  await next();
});

function isJson(type: string | undefined): boolean {
  return /^application\/([a-z.-]+\+)?json\b/i.test(type ?? "");
}

function refuseAddress({ pathname, searchParams }: URL): void {
  if (pathname.includes("%00")) throw new AppError("INVALID_QUERY", `The address ${NUL}.`);
  const places = [...searchParams].filter(([name, value]) => `${name}${value}`.includes("\0")).map(([name]) => ({
    pointer: `/${name.replaceAll("\0", "")}`,
    detail: NUL,
  }));
  if (places.length > 0) throw new AppError("INVALID_QUERY", "A parameter of the address is no text.", { places });
}

/** Throws VAL_INVALID_FORMAT. What is no JSON is refused by whoever reads it. */
function refuseBody(text: string): void {
  // Both can only be written as escapes.
  if (!text.includes("\\u")) return;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return;
  }
  const places = [...findUnstorable(body, "")];
  if (places.length > 0) {
    throw new AppError("VAL_INVALID_FORMAT", "The body has values that are not valid.", { places });
  }
}

function* findUnstorable(value: unknown, pointer: string): Iterable<ProblemPlace> {
  if (typeof value === "string") {
    const detail = value.includes("\0") ? NUL : value.isWellFormed() ? undefined : HALF;
    if (detail !== undefined) yield { pointer, detail };
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, part] of Object.entries(value)) {
    yield* findUnstorable(name, pointer);
    yield* findUnstorable(part, `${pointer}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`);
  }
}
