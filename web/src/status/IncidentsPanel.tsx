import type { HealthHistory } from "../../../contract/health.ts";
import { formatDuration } from "../format/duration.ts";
import { formatExact } from "../format/number.ts";
import { formatDayMinute } from "../format/time.ts";
import { Badge } from "../ui/Badge.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Panel } from "../ui/Panel.tsx";
import { partName } from "./components.ts";

const WORDS = { failing: "Failed", timeout: "Did not answer" } as const;

/** When parts of the service did not answer, as checks saw it. */
export function IncidentsPanel({ history, timeZone }: { history: HealthHistory; timeZone: string }) {
  const { incidents, first_check_at: first } = history;
  return (
    <Panel title="Incidents" sub="of the last 30 days, from checks">
      {incidents.length === 0
        ? (
          <Empty title="No incident">
            {first === null
              ? "Nothing was checked yet, so none could be seen."
              : `Every check since ${formatDayMinute(Date.parse(first), timeZone)} was answered.`}
          </Empty>
        )
        : (
          <table className="data-table" aria-label="Incidents">
            <thead>
              <tr>
                <th scope="col">Part</th>
                <th scope="col">Began</th>
                <th scope="col" className="number">Lasted</th>
                <th scope="col" className="number max-sm:hidden">Checks</th>
                <th scope="col" className="max-sm:hidden">What</th>
              </tr>
            </thead>
            <tbody>
              {incidents.map(({ dependency, status, began_at: began, ended_at: ended, checks }) => (
                <tr key={`${dependency} ${began}`}>
                  <td className="max-sm:whitespace-normal">
                    <b>{partName(dependency)}</b>
                    <span className="block text-text-2 sm:hidden">{WORDS[status]}</span>
                  </td>
                  <td className="max-sm:whitespace-normal">{formatDayMinute(Date.parse(began), timeZone)}</td>
                  <td className="number">
                    {ended === null
                      ? <Badge tone="danger">Lasts</Badge>
                      : formatDuration(Date.parse(ended) - Date.parse(began))}
                  </td>
                  <td className="number max-sm:hidden">{formatExact(checks)}</td>
                  <td className="text-text-2 max-sm:hidden">{WORDS[status]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
    </Panel>
  );
}
