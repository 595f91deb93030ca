import { useQuery } from "@tanstack/react-query";
import { usageQuery } from "../api/queries.ts";
import { describeMonth } from "../budgets/describe-month.ts";
import { formatCompact, formatExact } from "../format/number.ts";
import { Meter } from "../ui/Meter.tsx";
import { may } from "./may.ts";
import type { Me } from "../../../contract/account.ts";

/** How much of the month's events are used, against how much of the month is over. */
export function QuotaMeter({ me }: { me: Me }) {
  const usage = useQuery({ ...usageQuery, enabled: may(me, "usage:read") }).data;
  if (usage === undefined || usage.events.limit === null) return <div className="mt-auto" />;
  const { used, limit } = usage.events;
  return (
    <a
      href="/ingestion"
      className="mt-auto mb-2 block rounded-md px-2 py-1 text-11 text-text-3 hover:bg-hover max-lg:hidden"
      title={`${formatExact(used)} of ${formatExact(limit)} events`}
    >
      <span className="flex justify-between">
        <span>Events this month</span>
        <span className="tabular-nums">
          {formatCompact(used)} / {formatCompact(limit)}
        </span>
      </span>
      <Meter share={used / limit} elapsed={describeMonth(usage).elapsed} className="mt-1" />
    </a>
  );
}
