import { z } from "zod";
import { givenName } from "./account.ts";
import { nextCursor, pageOf, PlainQuery } from "./query.ts";

/** Pages of the dashboard that can be saved with what they show. */
export const VIEW_PAGES = [
  "overview",
  "live",
  "sessions",
  "agents",
  "models",
  "tools",
  "errors",
  "security",
  "people",
  "alerts",
  "ingestion",
] as const;

const State = z.string().max(4_096).regex(/^[^\p{Cc}#]*$/u, "is what follows the ? of a page's address").meta({
  description: "The page's filters, period and choices, as they follow the ? of its address.",
  example: "period=30d&team=core&compare=1",
});

/** Body of `POST /v1/views`. */
export const ViewInput = z.strictObject({
  name: givenName(80),
  page: z.enum(VIEW_PAGES),
  state: State,
  shared: z.boolean().default(false).meta({ description: "Whether the whole organisation sees it." }),
});
export type ViewInput = z.infer<typeof ViewInput>;

/** Body of `PATCH /v1/views/{id}`: what is left out stays as it is. */
export const ViewPatch = z.strictObject({
  name: givenName(80).optional(),
  state: State.optional(),
  shared: z.boolean().optional(),
});
export type ViewPatch = z.infer<typeof ViewPatch>;

/** A saved view. */
export const SavedView = z.object({
  id: z.string(),
  name: z.string(),
  page: z.enum(VIEW_PAGES),
  state: z.string(),
  shared: z.boolean(),
  created_by: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  mine: z.boolean(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
}).meta({ id: "SavedView" });
export type SavedView = z.infer<typeof SavedView>;

/** Query string of `GET /v1/views`. */
export const ViewsQuery = PlainQuery.extend({ page: z.enum(VIEW_PAGES).optional(), ...pageOf(200, 100) });
export type ViewsQuery = z.infer<typeof ViewsQuery>;

/** Answer of `GET /v1/views`: one's own and the shared ones, by name. */
export const ViewList = z.object({ as_of: z.iso.datetime(), data: z.array(SavedView), next_cursor: nextCursor }).meta({
  id: "ViewList",
});
export type ViewList = z.infer<typeof ViewList>;
