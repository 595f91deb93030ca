import type { HealthHistory } from "../../../contract/health.ts";
import { formatDuration } from "../format/duration.ts";
import { formatExact, NOTHING } from "../format/number.ts";
import { formatDayMinute } from "../format/time.ts";
import { Empty } from "../ui/Empty.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { SERVICE_PARTS } from "./components.ts";
import { formatAvailability } from "./format-availability.ts";

/** Fewer checks than a day's say little about thirty. */
const ENOUGH_CHECKS = 1_440;

/** What each part of the service is to reach, and what it has reached, as far as it was checked. */
export function ObjectivesPanel({ history, timeZone }: { history: HealthHistory; timeZone: string }) {
  const { first_check_at: first, goals, dependencies } = history;
  if (first === null) {
    return (
      <Panel title="Objectives">
        <Empty title="Nothing was checked yet">Every minute it is noted how each part answers.</Empty>
      </Panel>
    );
  }
  return (
    <Panel title="Objectives" sub={`checked each minute since ${formatDayMinute(Date.parse(first), timeZone)}`}>
      <table className="data-table" aria-label="Objectives">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col" className="number">Answered</th>
            <th scope="col" className="number max-sm:hidden">Goal</th>
            <th scope="col" className="number max-sm:hidden">Mean answer</th>
            <th scope="col" className="number max-sm:hidden">Goal</th>
            <th scope="col" className="number max-md:hidden">Checks</th>
            <th scope="col">So far</th>
          </tr>
        </thead>
        <tbody>
          {SERVICE_PARTS.map(({ name, dependency }) => {
            const part = dependencies[dependency];
            return (
              <tr key={name}>
                <td>
                  <b>{name}</b>
                </td>
                <td className="number">{part === undefined ? NOTHING : formatAvailability(part.checks, part.ok)}</td>
                <td className="number text-text-3 max-sm:hidden">{(goals.availability * 100).toFixed(1)}%</td>
                <td className="number max-sm:hidden">
                  {part?.mean_ms === undefined || part.mean_ms === null ? NOTHING : formatDuration(part.mean_ms)}
                </td>
                <td className="number text-text-3 max-sm:hidden">{formatDuration(goals.mean_ms)}</td>
                <td className="number max-md:hidden">{formatExact(part?.checks ?? 0)}</td>
                <td>
                  <Verdict part={part} goals={goals} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="border-t border-line px-4 py-3 text-12 text-text-3">
        Checks ask each part a small question. They say whether it answers, not how long people's own questions take.
      </p>
    </Panel>
  );
}

interface VerdictProps {
  part: HealthHistory["dependencies"][string] | undefined;
  goals: HealthHistory["goals"];
}

function Verdict({ part, goals }: VerdictProps) {
  const { availability = null, mean_ms: mean = null, checks = 0 } = part ?? {};
  const met = availability !== null && availability >= goals.availability && (mean ?? 0) <= goals.mean_ms;
  const state = availability === null ? "unknown" : met ? "ok" : "degraded";
  const words = availability === null ? "Not known" : met ? "Met" : "Missed";
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <StatusDot state={state} />
      <span>
        {words}
        {availability !== null && checks < ENOUGH_CHECKS && (
          <span className="text-text-3 max-sm:hidden">, few checks</span>
        )}
      </span>
    </span>
  );
}
