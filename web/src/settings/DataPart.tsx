import { useQuery } from "@tanstack/react-query";
import { RETENTION_DAYS } from "../../../contract/retention.ts";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { ResidencyPanel } from "./ResidencyPanel.tsx";
import { organizationQuery } from "./use-organization.ts";

interface Kept {
  what: string;
  about: string;
  howLong: string;
}

const days = (count: number) => `${count} days`;

/** How long each thing is kept; events and figures by the lifetimes of their tables. */
const KEPT: readonly Kept[] = [
  { what: "Events", about: "Sessions, search, errors, every filter", howLong: "13 months" },
  { what: "Figures", about: "What events add up to, by hour and day", howLong: "36 months" },
  { what: "Archive", about: "Closed days as files", howLong: "7 years" },
  { what: "Audit log", about: "Who did what, and when", howLong: "3 years" },
  { what: "Events as received", about: "To store them again after a fault", howLong: days(RETENTION_DAYS.rawLog) },
  {
    what: "Dead letters",
    about: "What could not be stored; it can be replayed",
    howLong: days(RETENTION_DAYS.deadLetters),
  },
  { what: "Exports", about: "Files that somebody asked for", howLong: days(RETENTION_DAYS.exports) },
];

/** Where the organisation's data is, and for how long. */
export function DataPart() {
  const organization = useQuery(organizationQuery);
  return (
    <>
      <Panel title="Residency" sub="fixed since the organisation was founded">
        <Loaded what="Residency" query={organization} skeleton={<TableSkeleton rows={3} />}>
          {(data) => <ResidencyPanel organization={data} />}
        </Loaded>
      </Panel>
      <Panel title="Retention" sub="older than this, it is removed by itself">
        <table className="data-table" aria-label="Retention">
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className="max-sm:hidden">What it is for</th>
              <th scope="col" className="number">Kept for</th>
            </tr>
          </thead>
          <tbody>
            {KEPT.map(({ what, about, howLong }) => (
              <tr key={what}>
                <td>
                  <b>{what}</b>
                </td>
                <td className="text-text-2 max-sm:hidden">{about}</td>
                <td className="number">{howLong}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </>
  );
}
