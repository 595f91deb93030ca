import { OTHER_KEY } from "../../../contract/window.ts";
import type { LiveState } from "./live-state.ts";
import type { TailColumn } from "./tail-choice.ts";

const MOST = 12;

/** Values of a column in the last ten minutes, most events first; the chosen one is among them in any case. */
export function knownValues(windows: LiveState["windows"], column: TailColumn, chosen: string | null): string[] {
  const events = new Map<string, number>();
  for (const { window } of windows.values()) {
    for (const [key, counts] of Object.entries(window.by[column])) {
      if (key !== "" && key !== OTHER_KEY) events.set(key, (events.get(key) ?? 0) + (counts.events ?? 0));
    }
  }
  const known = [...events].sort(([, a], [, b]) => b - a).slice(0, MOST).map(([key]) => key);
  return chosen === null || known.includes(chosen) ? known : [chosen, ...known];
}
