import type { Visibility } from "../../contract/visibility.ts";
import type { QueryParams } from "./query-params.ts";

/** The condition that an event has to meet to be seen, over the columns of an event. None where everything is. */
export function visibilityCondition(sees: Visibility): { conditions: string[]; params: QueryParams } {
  if (sees === "everything") return { conditions: [], params: {} };
  return {
    conditions: ["(team IN {seen_teams:Array(String)} OR user_id IN {seen_users:Array(String)})"],
    params: { seen_teams: [...sees.teams], seen_users: [...sees.userIds] },
  };
}
