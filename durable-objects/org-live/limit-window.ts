import type { Visibility } from "../../contract/visibility.ts";
import { addCounts, emptyWindow, type SecondCounts, type Window } from "../../contract/window.ts";

const TOKENS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const;

/**
 * A window as somebody sees it who sees some teams: what those teams did. Windows are not kept by person, nor by team and
 * second, so what they did in ten seconds is spread over them, and there are no quantiles.
 * @param now epoch ms; a window that has not ended is spread over what has passed of it
 */
export function limitWindow(window: Window, sees: Visibility, now: number): Window {
  if (sees === "everything") return window;
  const limited = emptyWindow(window.start);
  for (const team of sees.teams) {
    const counts = Object.hasOwn(window.by.team, team) ? window.by.team[team] : undefined;
    if (counts === undefined) continue;
    addCounts(limited.totals, counts);
    limited.by.team[team] = counts;
  }
  const { totals } = limited;
  const sums: SecondCounts = [
    totals.events ?? 0,
    totals.errors ?? 0,
    totals.llm_requests ?? 0,
    totals.tool_calls ?? 0,
    TOKENS.reduce((sum, name) => sum + (totals[name] ?? 0), 0),
  ];
  if (sums[0] > 0) limited.seconds = spread(sums, passedSeconds(window, now));
  return limited;
}

function passedSeconds({ start, end }: Window, now: number): number {
  return Math.max(1, Math.ceil((Math.min(end, now) - start) / 1000));
}

/** Whole numbers over some seconds, which add up to what they are of. */
function spread(sums: SecondCounts, seconds: number): Window["seconds"] {
  const upTo = (sum: number, i: number) => Math.floor((sum * i) / seconds);
  return Object.fromEntries(
    Array.from({ length: seconds }, (_, i) => [i, sums.map((sum) => upTo(sum, i + 1) - upTo(sum, i)) as SecondCounts]),
  );
}
