import type { z } from "zod";
import type { Permission } from "./permissions.ts";
import { CostRow, CostsQuery } from "./query-costs.ts";
import { ErrorGroup, ErrorsQuery } from "./query-errors.ts";
import { AgentRow, GroupsQuery, ModelRow, TeamRow, UserRow } from "./query-groups.ts";
import { ToolRow, ToolsQuery } from "./query-tools.ts";

/** A list of which every page can be had at once, as a file. */
interface ListSource {
  /** What seeing the list takes; exporting it takes `exports:create` as well. */
  permission: Permission;
  /** The list's question without its pages. */
  query: z.ZodObject;
  row: z.ZodObject;
}

const WITHOUT_PAGES = { limit: true, cursor: true } as const;
const groups = GroupsQuery.omit(WITHOUT_PAGES);

/** Lists by the last part of their address: `GET /v1/agents` is exported by `GET /v1/agents/export`. */
export const LIST_SOURCES = {
  agents: { permission: "metrics:read", query: groups, row: AgentRow },
  models: { permission: "metrics:read", query: groups, row: ModelRow },
  tools: { permission: "metrics:read", query: ToolsQuery.omit(WITHOUT_PAGES), row: ToolRow },
  users: { permission: "people:read", query: groups, row: UserRow },
  teams: { permission: "people:read", query: groups, row: TeamRow },
  errors: { permission: "errors:read", query: ErrorsQuery.omit(WITHOUT_PAGES), row: ErrorGroup },
  costs: { permission: "metrics:read", query: CostsQuery.omit(WITHOUT_PAGES), row: CostRow },
} as const satisfies Record<string, ListSource>;
/** A list that can be exported. */
export type ListSourceName = keyof typeof LIST_SOURCES;

/** How a list is written. Its rows hold lists and courses of their own, for which Parquet has no plain columns. */
export const LIST_FORMATS = ["csv", "jsonl"] as const;
/** How a list is written. */
export type ListFormat = (typeof LIST_FORMATS)[number];

/** Most rows of one list; a longer one is asked for in parts, by its filters. */
export const MAX_LIST_ROWS = 20_000;
