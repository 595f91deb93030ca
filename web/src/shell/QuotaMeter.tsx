import { useQuery } from "@tanstack/react-query";
import { usageQuery } from "../api/queries.ts";
import { formatCompact, formatExact } from "../format/number.ts";
import { may } from "./may.ts";
import type { Me } from "../../../contract/account.ts";

const NEAR = 0.9;

/** How much of the month's events are used, against how much of the month is over. */
export function QuotaMeter({ me }: { me: Me }) {
  const usage = useQuery({ ...usageQuery, enabled: may(me, "usage:read") }).data;
  if (usage === undefined || usage.events.limit === null) return <div className="mt-auto" />;
  const { used, limit } = usage.events;
  const share = Math.min(1, used / limit);
  const [from, to, now] = [usage.month.from, usage.month.to, usage.as_of].map((text) => Date.parse(text));
  const elapsed = from === undefined || to === undefined || now === undefined ? 0 : (now - from) / (to - from);
  const colour = share >= NEAR ? "bg-danger" : share > elapsed ? "bg-warning" : "bg-text-2";
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
      <span className="relative mt-1 block h-1 rounded-full bg-press" aria-hidden="true">
        <i className={`absolute inset-y-0 left-0 rounded-full ${colour}`} style={{ width: `${share * 100}%` }} />
        <i className="absolute -inset-y-0.5 w-0.5 bg-text-1" style={{ left: `${elapsed * 100}%` }} />
      </span>
    </a>
  );
}
