import { z } from "@hono/zod-openapi";

/** A path with an id. Only characters that ids have: others could not even be asked for. */
export const idParam = z.object({ id: z.string().regex(/^[\w-]{1,64}$/, "is not an id") });
