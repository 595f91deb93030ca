import { createMiddleware } from "hono/factory";
import { AppError } from "../../../contract/problem.ts";
import { asGate } from "../auth/gate.ts";
import type { ApiTypes } from "../context.ts";
import { isSameText } from "../http/is-same-text.ts";

/** Lets only the operators' tools through: with the token, and never on behalf of a page. */
export const requireOperator = asGate(
  { kind: "operator" },
  createMiddleware<ApiTypes>(async (c, next) => {
    admitOperator(c.req.raw.headers, c.var.request.config.operatorToken, c.req.path);
    await next();
  }),
);

/** Throws NOT_FOUND where no token is set, and for browsers; AUTH_MISSING or AUTH_INVALID without the right one. */
export function admitOperator(headers: Headers, token: string | undefined, path: string): void {
  if (token === undefined || headers.has("origin") || headers.has("sec-fetch-site")) {
    throw new AppError("NOT_FOUND", `There is nothing at ${path}.`);
  }
  const given = /^Bearer (.+)$/.exec(headers.get("authorization") ?? "")?.[1];
  if (given === undefined) throw new AppError("AUTH_MISSING", "Send the operator token as a bearer token.");
  if (!isSameText(given, token)) throw new AppError("AUTH_INVALID", "The operator token is not the right one.");
}
