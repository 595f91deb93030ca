import type { JobRun } from "../../contract/jobs.ts";

/** One line about a run. */
export function describeRun(run: JobRun): string {
  const { id, region, state, started_at, finished_at, progress, error } = run;
  const seconds = (Date.parse(finished_at ?? run.updated_at) - Date.parse(started_at)) / 1_000;
  const figures = Object.entries(progress).map(([name, value]) => `${name} ${String(value)}`).join(", ");
  const facts = [`${state} (${seconds.toFixed(1)} s)`, figures, error ?? ""].filter((text) => text !== "").join(" · ");
  return `${region} ${id} · ${facts}`;
}
