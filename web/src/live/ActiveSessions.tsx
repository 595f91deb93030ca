import { memo } from "react";
import type { ActiveSession } from "../../../contract/live.ts";
import { agentName } from "../format/agent.ts";
import { eventTypeWords } from "../format/event-type.ts";
import { personName } from "../format/person.ts";
import { formatRunning } from "../format/duration.ts";
import { formatMoney } from "../format/money.ts";
import { formatCompact, formatExact } from "../format/number.ts";
import { type Kind, KindIcon, kindOf } from "../icons/kinds.tsx";
import { AgentTile } from "../ui/AgentTile.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { LiveState } from "./live-state.ts";
import { Ribbon } from "./Ribbon.tsx";

const ROWS = 10;

const KEYS = [
  { label: "LLM", fill: "bg-s1" },
  { label: "Tool", fill: "bg-s2" },
  { label: "Waiting", fill: "bg-line-strong" },
  { label: "Error", fill: "bg-danger" },
];

interface ActiveProps {
  active: LiveState["active"];
  activeCount: number;
  /** Epoch ms of our clock, whole seconds. */
  now: number;
}

/** The sessions that are running, busiest first. */
export const ActiveSessions = memo(function ActiveSessions({ active, activeCount, now }: ActiveProps) {
  const rows = active.slice(0, ROWS);
  const agents = new Set(active.map(({ agent_id }) => agent_id)).size;
  const sub = `${formatExact(activeCount)} running, ${agents} ${agents === 1 ? "agent" : "agents"}`;
  const keys = (
    <span className="flex gap-4 max-sm:hidden">
      {KEYS.map(({ label, fill }) => (
        <span key={label} className="inline-flex items-center gap-1.5 text-12 text-text-2">
          <i className={`size-2.5 rounded-xs ${fill}`} />
          {label}
        </span>
      ))}
    </span>
  );
  return (
    <Panel title="Active sessions" sub={sub} end={keys} className="span-7 flex min-h-[558px] flex-col">
      {rows.length === 0
        ? <Empty title="No session is running">Sessions appear here with their first event.</Empty>
        : (
          <table className="data-table table-fixed [&_td]:h-11!">
            <thead>
              <tr>
                <th className="w-[28%] max-sm:w-[42%]">Agent and user</th>
                <th>Doing now</th>
                <th className="w-[17%] max-sm:hidden">Last 60 s</th>
                <th className="number w-[13%] max-sm:hidden">Running</th>
                <th className="number w-[10%] max-sm:hidden">Tokens</th>
                <th className="number w-[10%] max-sm:w-[20%]">Cost</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((session) => <SessionRow key={session.session_id} session={session} now={now} />)}
            </tbody>
          </table>
        )}
      <p className="mt-auto flex min-h-10 items-center border-t border-line px-4 text-12 text-text-3">
        {formatExact(rows.length)} of {formatExact(activeCount)}, busiest first
      </p>
    </Panel>
  );
});

function doingKind({ doing }: ActiveSession): Kind {
  return doing.success === false && doing.event_type === "llm_request" ? "error" : kindOf(doing.event_type);
}

function SessionRow({ session, now }: { session: ActiveSession; now: number }) {
  const kind = doingKind(session);
  const ended = session.ended_at !== undefined;
  const title = kind === "tool" ? session.doing.label : eventTypeWords(session.doing.event_type);
  const detail = kind === "tool" ? (session.model ?? "") : session.doing.label;
  return (
    <tr>
      <td>
        <span className="flex min-w-0 items-center gap-[9px]">
          <span title={agentName(session.agent_id)}>
            <AgentTile agentId={session.agent_id} />
          </span>
          <Two
            title={personName(session.user_id)}
            detail={session.repo ?? session.team ?? agentName(session.agent_id)}
          />
        </span>
      </td>
      <td>
        <span className="flex min-w-0 items-center gap-1.5">
          <span className="mb-4">
            <KindIcon kind={kind} />
          </span>
          <Two title={ended ? "Ended" : title} detail={detail} />
        </span>
      </td>
      <td className="max-sm:hidden">
        <Ribbon spans={session.spans} firstAt={session.first_at} now={now} />
      </td>
      <td className="number max-sm:hidden">{formatRunning((session.ended_at ?? now) - session.first_at)}</td>
      <td className="number max-sm:hidden">{formatCompact(session.tokens)}</td>
      <td className="number">
        <SessionCost session={session} />
      </td>
    </tr>
  );
}

function SessionCost({ session: { cost_usd, cost_estimated, tokens } }: { session: ActiveSession }) {
  if (cost_usd === 0 && tokens > 0) return <Unpriced />;
  if (!cost_estimated) return formatMoney(cost_usd);
  return (
    <span className="estimate" title="Estimated from the price table">
      {formatMoney(cost_usd)}
      <span className="sr-only">estimated</span>
    </span>
  );
}

function Two({ title, detail }: { title: string; detail: string }) {
  return (
    <span className="grid min-w-0">
      <b className="truncate leading-[1.125rem]">{title}</b>
      <small className="truncate text-12 text-text-3">{detail === "" || detail === title ? "\u00a0" : detail}</small>
    </span>
  );
}
