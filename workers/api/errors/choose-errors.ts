import type { ErrorListName } from "../../../contract/error-state.ts";
import type { StatesOfErrors } from "./read-states.ts";

/** Which fingerprints a list shows: only some where `include` is there, and none of `exclude`. */
export interface Choice {
  include: string[] | null;
  exclude: string[];
}

/** Which errors are in a list. `fresh` are those that were never seen before the period. */
export function chooseErrors(list: ErrorListName, states: StatesOfErrors, fresh: readonly string[]): Choice {
  const inState = (...wanted: string[]) =>
    [...states].flatMap(([fingerprint, state]) => (wanted.includes(state) ? [fingerprint] : []));
  switch (list) {
    case "all":
      return { include: null, exclude: [] };
    case "open":
      return { include: null, exclude: inState("muted", "resolved") };
    case "new": {
      const aside = new Set(inState("muted", "resolved"));
      return { include: fresh.filter((fingerprint) => !aside.has(fingerprint)), exclude: [] };
    }
    default:
      return { include: inState(list), exclude: [] };
  }
}

/** How many errors each list has. `present` are those of the new and of those with a state that the question finds. */
export function countByState(
  all: number,
  states: StatesOfErrors,
  fresh: readonly string[],
  present: ReadonlySet<string>,
): Record<ErrorListName, number> {
  const count = (list: ErrorListName) =>
    (chooseErrors(list, states, fresh).include ?? []).filter((fingerprint) => present.has(fingerprint)).length;
  const [muted, resolved] = [count("muted"), count("resolved")];
  return { all, open: all - muted - resolved, new: count("new"), regressed: count("regressed"), muted, resolved };
}
