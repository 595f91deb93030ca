import type { Retention } from "../../../contract/retention.ts";

function linesOf({ detail_days, raw_log_days, exports_days, figures_months }: Retention) {
  return [
    {
      what: "Single events",
      about: "Sessions, search, errors, every filter, and the archive",
      kept: `${detail_days} days`,
    },
    { what: "Figures", about: "What events add up to, by hour and day", kept: `${figures_months} months` },
    { what: "Events as received", about: "To store them again after a fault", kept: `${raw_log_days} days` },
    { what: "Exports", about: "Files that somebody asked for", kept: `${exports_days} days` },
  ];
}

/** How long each thing is kept. */
export function RetentionTable({ retention }: { retention: Retention }) {
  return (
    <table className="data-table" aria-label="Retention">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="max-sm:hidden">What it is for</th>
          <th scope="col" className="number">Kept for</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(retention).map(({ what, about, kept }) => (
          <tr key={what}>
            <td>
              <b>{what}</b>
            </td>
            <td className="text-text-2 max-sm:hidden">{about}</td>
            <td className="number">{kept}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
