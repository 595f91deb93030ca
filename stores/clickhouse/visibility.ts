import type { QueryParams } from "./query-params.ts";

/**
 * Which of a tenant's events may be seen by whoever asks: everything, or those of some teams and those of some people.
 * Two empty lists show nothing.
 */
export type Visibility = "everything" | { teams: readonly string[]; userIds: readonly string[] };

/** The condition that an event has to meet to be seen, over the columns of an event. None where everything is. */
export function visibilityCondition(sees: Visibility): { conditions: string[]; params: QueryParams } {
  if (sees === "everything") return { conditions: [], params: {} };
  return {
    conditions: ["(team IN {seen_teams:Array(String)} OR user_id IN {seen_users:Array(String)})"],
    params: { seen_teams: [...sees.teams], seen_users: [...sees.userIds] },
  };
}
