import { useQuery } from "@tanstack/react-query";
import { usageQuery } from "../api/queries.ts";
import { formatExact, formatPercent } from "../format/number.ts";
import { formatDayMinute } from "../format/time.ts";
import { Stats } from "../ui/Stats.tsx";

/** What is used of what the plan gives, and where that leads. */
export function UsageStats({ timeZone, allowed }: { timeZone: string; allowed: boolean }) {
  const usage = useQuery({ ...usageQuery, enabled: allowed }).data;
  if (!allowed) return null;
  const events = usage?.events;
  return (
    <Stats
      label="Usage"
      stats={[
        {
          label: "Events this month",
          value: events && formatExact(events.used),
          context: events &&
            (events.share === null || events.limit === null
              ? "no limit"
              : `${formatPercent(events.share).text}% of ${formatExact(events.limit)}`),
        },
        {
          label: "Expected by its end",
          value: events && formatExact(events.projected),
          context: events &&
            (events.exhausted_at === null
              ? `${formatExact(events.previous_month)} last month`
              : `used up on ${formatDayMinute(Date.parse(events.exhausted_at), timeZone)}`),
        },
        {
          label: "Events a second",
          value: usage && formatExact(usage.rate.events_per_second),
          context: "more are told to wait",
        },
        {
          label: "API keys",
          value: usage && formatExact(usage.keys.active),
          context: usage && `${formatExact(usage.keys.ended)} ended`,
        },
        { label: "People this month", value: usage && formatExact(usage.active_users), context: "in events" },
      ]}
    />
  );
}
