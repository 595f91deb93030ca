import type { SessionSummary } from "../../../contract/query-sessions.ts";
import { agentName } from "../format/agent.ts";
import { formatAgo } from "../format/ago.ts";
import { formatDuration } from "../format/duration.ts";
import { formatMoney } from "../format/money.ts";
import { formatCompact, formatExact, NOTHING } from "../format/number.ts";
import { personName } from "../format/person.ts";
import { formatDayMinute } from "../format/time.ts";
import type { Column } from "../tables/column.ts";
import { AgentTile } from "../ui/AgentTile.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";
import { SessionState } from "./SessionState.tsx";

/** The columns of a list of sessions. Ids of those the service sorts by are its own names. */
export function sessionColumns(now: number, timeZone: string): Column<SessionSummary>[] {
  return [
    {
      id: "session",
      header: "Session",
      className: "max-w-64",
      cell: ({ agent_id, repo, session_id }) => (
        <span className="flex min-w-0 items-center gap-[9px]">
          <span className="grid max-sm:hidden">
            <AgentTile agentId={agent_id} />
          </span>
          <span className="grid min-w-0 leading-4">
            <b className="truncate">{agentName(agent_id)}</b>
            <small className="truncate text-11 text-text-3">{repo === "" ? session_id : repo}</small>
          </span>
        </span>
      ),
    },
    {
      id: "user",
      header: "User",
      hide: "phone",
      className: "max-w-40",
      cell: ({ user_id, team }) => (
        <span className="grid min-w-0 leading-4" title={user_id}>
          <span className="truncate">{personName(user_id)}</span>
          <small className="truncate text-11 text-text-3">{team}</small>
        </span>
      ),
    },
    {
      id: "start",
      header: "Started",
      sortBy: ({ started_at }) => started_at,
      cell: ({ started_at }) => (
        <time dateTime={started_at} title={formatDayMinute(Date.parse(started_at), timeZone)}>
          {formatAgo(Date.parse(started_at), now, timeZone)}
        </time>
      ),
    },
    {
      id: "duration",
      header: "Duration",
      number: true,
      hide: "phone",
      sortBy: ({ duration_ms }) => duration_ms,
      cell: ({ duration_ms }) => formatDuration(duration_ms),
    },
    { id: "turns", header: "Turns", number: true, hide: "tablet", cell: ({ turns }) => formatExact(turns) },
    {
      id: "tools",
      header: "Tool calls",
      number: true,
      hide: "tablet",
      cell: ({ tool_calls, tool_failures }) => (
        <>
          {formatExact(tool_calls)}
          {tool_failures > 0 && <span className="text-danger-text">{` ${formatExact(tool_failures)} failed`}</span>}
        </>
      ),
    },
    {
      id: "errors",
      header: "Errors",
      number: true,
      hide: "phone",
      sortBy: ({ errors }) => errors,
      cell: ({ errors }) => (
        <span className={errors > 0 ? "text-danger-text" : "text-text-3"}>{formatExact(errors)}</span>
      ),
    },
    {
      id: "tokens",
      header: "Tokens",
      number: true,
      hide: "tablet",
      sortBy: ({ tokens }) => tokens,
      cell: ({ tokens }) => <span title={formatExact(tokens)}>{tokens === 0 ? NOTHING : formatCompact(tokens)}</span>,
    },
    {
      id: "cost",
      header: "Cost",
      number: true,
      sortBy: ({ cost_usd }) => cost_usd,
      cell: ({ cost_usd, tokens, estimated }) =>
        cost_usd === 0 && tokens > 0
          ? <Unpriced />
          : <Estimate share={estimated ? "some" : "none"}>{formatMoney(cost_usd)}</Estimate>,
    },
    { id: "status", header: "Status", cell: ({ status }) => <SessionState status={status} /> },
  ];
}
