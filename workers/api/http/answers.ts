import { z } from "@hono/zod-openapi";
import { type ProblemCode, PROBLEMS } from "../../../contract/problem.ts";

const Problem = z.object({
  type: z.url(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().meta({ description: "Request id, also in `X-Request-Id`." }),
  code: z.enum(Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]]),
  errors: z.array(z.object({ pointer: z.string(), detail: z.string() })).optional(),
}).openapi("Problem");

/** A failure's answer, for its OpenAPI description. */
export function problem(description: string) {
  return { description, content: { "application/problem+json": { schema: Problem } } };
}

/** A store that is needed is away. */
export const UNAVAILABLE = problem("A data store does not answer at the moment.");

/** Failures that every route for signed-in people can answer with. */
export const FAILURES = {
  400: problem("A parameter of the address is not valid; `errors` names it."),
  401: problem("Nobody is signed in."),
  403: problem("The organisation or the role does not allow it."),
  422: problem("The request is not valid; `errors` points at what is wrong."),
  503: UNAVAILABLE,
};

/** Failures that every question about an organisation's data can answer with. */
export const READ_FAILURES = {
  ...FAILURES,
  422: problem("The question is about too much at once."),
};

/** For answers that the asker has already. */
export const UNCHANGED = { description: "The figures are those of `If-None-Match`." };

/** For routes that need something to be in a certain state. */
export const CONFLICT = problem("The present state does not allow it.");

/** For routes that name something. */
export const NOT_FOUND = problem("There is nothing with this id.");

/** A route's JSON answer, for its OpenAPI description. */
export function json<S extends z.ZodType>(schema: S, description: string) {
  return { description, content: { "application/json": { schema } } };
}
