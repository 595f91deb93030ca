import type { JobName } from "../../../contract/jobs.ts";
import type { Readiness } from "../../../contract/health.ts";
import { formatAgo } from "../format/ago.ts";
import { NOTHING } from "../format/number.ts";
import { useNow } from "../shell/use-now.ts";
import { Empty } from "../ui/Empty.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";

interface JobsPanelProps {
  jobs: Readiness["jobs"];
  timeZone: string;
}

/** What runs by itself in the background, and how it ended last. */
export function JobsPanel({ jobs, timeZone }: JobsPanelProps) {
  const now = useNow(30_000);
  const runs = Object.entries(jobs).sort(([one], [other]) => one.localeCompare(other));
  return (
    <Panel title="Background jobs" sub="the latest run of each">
      {runs.length === 0
        ? <Empty title="No job has run yet">Archives, rollups and retention run by the clock.</Empty>
        : (
          <table className="data-table" aria-label="Background jobs">
            <thead>
              <tr>
                <th scope="col">Job</th>
                <th scope="col" className="max-sm:hidden">Region</th>
                <th scope="col">Latest run</th>
                <th scope="col" className="number">Ended</th>
              </tr>
            </thead>
            <tbody>
              {runs.map(([name, { status, finished_at }]) => (
                <tr key={name}>
                  <td className="max-sm:w-full max-sm:whitespace-normal!">
                    <b>{jobName(name)}</b> <span className="text-text-2 sm:hidden">{regionOf(name)}</span>
                  </td>
                  <td className="text-text-2 max-sm:hidden">{regionOf(name)}</td>
                  <td>
                    <span className="inline-flex items-center gap-2">
                      <StatusDot state={status === "ok" ? "ok" : "down"} />
                      {status === "failing" ? "Failed" : finished_at === null ? "Under way" : "Done"}
                    </span>
                  </td>
                  <td className="number">
                    {finished_at === null ? NOTHING : formatAgo(Date.parse(finished_at), now, timeZone)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </Panel>
  );
}

function regionOf(name: string): string {
  return name.slice(-2).toUpperCase();
}

const LABELS: Readonly<Record<string, string>> = {
  "archive": "Archive",
  "delete-organizations": "Delete organisations",
  "erase-person": "Erase person",
  "backfill": "Backfill",
  "export": "Export",
  "recompute": "Recompute",
  "retention": "Retention",
  "roll-up": "Roll up",
  "sweep-rollups": "Sweep rollups",
  "sweep-sign-ins": "Sweep sign-ins",
} satisfies Record<JobName, string>;

/** A job's name in words: `roll_up_eu` is "Roll up". */
function jobName(name: string): string {
  const job = name.slice(0, -3).replaceAll("_", "-");
  return LABELS[job] ?? job;
}
