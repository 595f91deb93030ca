import { AppError } from "../../../contract/problem.ts";
import type { ApiContext } from "../context.ts";

/** A route as the framework lists it. */
interface RouteEntry {
  method: string;
  path: string;
}

/** Answers paths that no route takes: 405 where another method would do, else 404. */
export function answerUnrouted(routes: () => RouteEntry[]): (c: ApiContext) => never {
  return (c) => {
    const allowed = methodsOf(routes(), c.req.path);
    if (allowed.length === 0) throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
    throw new AppError("METHOD_NOT_ALLOWED", `${c.req.method} is not supported; use ${allowed.join(" or ")}.`, {
      // Whatever is read by GET is asked for by HEAD as well.
      headers: { allow: allowed.flatMap((method) => method === "GET" ? ["GET", "HEAD"] : [method]).join(", ") },
    });
  };
}

/** Methods of the routes that match a path. Middleware is listed under `ALL` or a wildcard, and does not count. */
export function methodsOf(routes: RouteEntry[], path: string): string[] {
  const matching = routes.filter((route) => route.method !== "ALL" && matches(route.path, path));
  return [...new Set(matching.map((route) => route.method))];
}

function matches(pattern: string, path: string): boolean {
  const steps = pattern.split("/");
  const given = path.split("/");
  // A parameter is never empty: the address of a list with a slash behind it is nothing.
  return steps.length === given.length &&
    steps.every((step, i) => step.startsWith(":") ? given[i] !== "" : step === given[i]);
}
