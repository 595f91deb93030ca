import type { Usage } from "../../../contract/query-usage.ts";
import { formatExact, formatPercent, NOTHING } from "../format/number.ts";

interface Limit {
  name: string;
  limit: number | null;
  used: number | null;
  beyond: string;
}

function limitsOf({ events, seats, rate }: Usage): Limit[] {
  return [
    {
      name: "Events a month",
      limit: events.limit,
      used: events.used,
      beyond: "Refused until the next month; what was stored stays.",
    },
    { name: "Members", limit: seats.limit, used: seats.used, beyond: "Nobody else can be invited." },
    {
      name: "Events a second",
      limit: rate.events_per_second,
      used: null,
      beyond: "Told to send again a little later.",
    },
    {
      name: "Requests a minute",
      limit: rate.requests_per_minute,
      used: null,
      beyond: "Told to send again a little later.",
    },
  ];
}

/** The plan's limits, what of each is used, and what happens beyond it. */
export function PlanLimits({ usage }: { usage: Usage }) {
  return (
    <table className="data-table" aria-label="What the plan gives">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col" className="number">Used</th>
          <th scope="col" className="number">Limit</th>
          <th scope="col" className="number max-sm:hidden">Share</th>
          <th scope="col" className="max-md:hidden">Beyond it</th>
        </tr>
      </thead>
      <tbody>
        {limitsOf(usage).map(({ name, limit, used, beyond }) => (
          <tr key={name}>
            <td>
              <b>{name}</b>
            </td>
            <td className="number">{used === null ? NOTHING : formatExact(used)}</td>
            <td className="number">{limit === null ? "No limit" : formatExact(limit)}</td>
            <td className="number max-sm:hidden">
              {limit === null || limit === 0 || used === null ? NOTHING : `${formatPercent(used / limit).text}%`}
            </td>
            <td className="text-text-2 max-md:hidden">{limit === null ? "" : beyond}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
