import type { Scope } from "../../../contract/permissions.ts";
import type { Visibility } from "../../../contract/visibility.ts";

/** What of an organisation's events a permission shows, by how far it reaches. */
export function visibilityFor(scope: Scope, { teams, userIds }: { teams: string[]; userIds: string[] }): Visibility {
  switch (scope) {
    case "org":
      return "everything";
    case "team":
      return { teams, userIds };
    case "own":
      return { teams: [], userIds };
  }
}
