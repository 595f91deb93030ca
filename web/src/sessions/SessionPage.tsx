import { useInfiniteQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { Clock, GitBranch, User } from "lucide-react";
import type { ReactNode } from "react";
import type { SessionFacts, SessionNode } from "../../../contract/query-sessions.ts";
import { ApiProblem } from "../api/problem.ts";
import { EventPanel } from "../events/EventPanel.tsx";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import { useParam } from "../filters/use-view.ts";
import { agentName } from "../format/agent.ts";
import { personName } from "../format/person.ts";
import { formatMinute, formatSecond, formatWeekday } from "../format/time.ts";
import { CopyLink } from "../shell/CopyLink.tsx";
import { Freshness } from "../shell/Freshness.tsx";
import { TopBar } from "../shell/TopBar.tsx";
import { useFrame } from "../shell/use-frame.ts";
import { MoreRows } from "../tables/MoreRows.tsx";
import { AgentTile } from "../ui/AgentTile.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Stats } from "../ui/Stats.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { sessionStats } from "./session-stats.tsx";
import { SessionState } from "./SessionState.tsx";
import { SessionSteps } from "./SessionSteps.tsx";
import { sessionQuery } from "./use-session.ts";
import { Waterfall } from "./Waterfall.tsx";

const PARENT = { label: "Sessions", path: "/sessions" };

/** One session: its figures, and what happened in it as a waterfall. */
export function SessionPage() {
  const frame = useFrame();
  const { timeZone, ready } = frame;
  const [id] = useParam("id");
  const [selected, select] = useParam("event");
  const query = useInfiniteQuery({ ...sessionQuery(id ?? ""), enabled: ready && id !== null });
  const [first] = query.data?.pages ?? [];
  const nodes = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const session = first?.session;
  return (
    <>
      <TopBar
        title={session === undefined ? "Session" : agentName(session.agent_id)}
        parent={PARENT}
        beside={session !== undefined && <SessionState status={session.status} />}
      >
        <span className="max-sm:hidden">
          <Freshness asOf={first?.as_of} timeZone={timeZone} />
        </span>
        {id !== null && <SessionSteps sessionId={id} />}
        <CopyLink />
        <ExportMenu
          frame={frame}
          name={`session-${id}`}
          table={session === undefined ? undefined : () => exportNodes(nodes)}
        />
      </TopBar>
      {session !== undefined && <Identity session={session} timeZone={timeZone} />}
      <main id="main" className="content">
        {id === null || isMissing(query.error)
          ? <NoSession />
          : query.isError && session === undefined
          ? (
            <div className="panel">
              <Failure what="This session" error={query.error} onRetry={() => void query.refetch()} />
            </div>
          )
          : (
            <>
              <Stats label="Session figures" stats={sessionStats(session)} />
              {session === undefined
                ? (
                  <div className="panel">
                    <TableSkeleton rows={14} />
                  </div>
                )
                : (
                  <Timeline
                    nodes={nodes}
                    session={session}
                    timeZone={timeZone}
                    selected={selected}
                    select={select}
                    more={query.hasNextPage
                      ? { busy: query.isFetchingNextPage, load: () => void query.fetchNextPage() }
                      : null}
                  />
                )}
            </>
          )}
      </main>
    </>
  );
}

function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404;
}

function NoSession() {
  return (
    <div className="panel">
      <Empty
        title="There is no such session"
        action={<a className={buttonClass("secondary", "sm")} href="/sessions">All sessions</a>}
      >
        The address may be mistyped, or its events are older than they are kept.
      </Empty>
    </div>
  );
}

interface TimelineProps {
  nodes: readonly SessionNode[];
  session: SessionFacts;
  timeZone: string;
  selected: string | null;
  select: (eventId: string | null) => void;
  more: { busy: boolean; load: () => void } | null;
}

function Timeline({ nodes, session, timeZone, selected, select, more }: TimelineProps) {
  const index = nodes.findIndex(({ event_id }) => event_id === selected);
  const event = nodes[index];
  const step = (by: 1 | -1) => select(nodes[index + by]?.event_id ?? selected);
  return (
    <div className={clsx("session-layout", event === undefined && "is-alone")}>
      <div className="grid min-w-0 gap-4">
        <Waterfall nodes={nodes} total={session.events} selected={selected} onSelect={select} />
        {more !== null && (
          <div className="panel">
            <MoreRows
              shown={nodes.length}
              noun="events"
              order="by time"
              hasMore
              busy={more.busy}
              onMore={more.load}
            />
          </div>
        )}
      </div>
      {event !== undefined && (
        <EventPanel
          event={event}
          timeZone={timeZone}
          onStep={step}
          onClose={() => select(null)}
        />
      )}
    </div>
  );
}

function Identity({ session, timeZone }: { session: SessionFacts; timeZone: string }) {
  const [start, end] = [Date.parse(session.started_at), Date.parse(session.last_event_at)];
  const sameMinute = formatMinute(start, timeZone) === formatMinute(end, timeZone);
  return (
    <section
      aria-label="Session"
      className="-mt-1 flex flex-wrap items-center gap-x-6 gap-y-1 border-b border-line px-6 pb-3 max-md:px-4"
    >
      <Fact icon={<AgentTile agentId={session.agent_id} />}>
        <b>{agentName(session.agent_id)}</b>
        <span className="text-text-3">{session.agent_version}</span>
      </Fact>
      <Fact icon={<User size={14} strokeWidth={1.5} />}>
        <span title={session.user_id}>{personName(session.user_id)}</span>
        <span className="text-text-3">{session.team}</span>
      </Fact>
      {session.repo !== "" && (
        <Fact icon={<GitBranch size={14} strokeWidth={1.5} />}>
          {session.repo}
          <span className="text-text-3">{session.branch}</span>
        </Fact>
      )}
      <Fact icon={<Clock size={14} strokeWidth={1.5} />}>
        <span className="tabular-nums">
          {`${formatWeekday(start, timeZone)}, ${formatSecond(start, timeZone)}`}
          {sameMinute ? "" : ` – ${formatSecond(end, timeZone)}`}
        </span>
      </Fact>
      <code className="truncate text-12 text-text-3">{session.session_id}</code>
    </section>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <span className="text-text-3" aria-hidden="true">{icon}</span>
      {children}
    </span>
  );
}

const EXPORTED = [
  "timestamp",
  "event_id",
  "event_type",
  "depth",
  "parent_id",
  "model",
  "tool_name",
  "duration_ms",
  "success",
  "error_type",
  "error_message",
  "input_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "output_tokens",
  "reasoning_tokens",
  "cost_usd",
  "cost_source",
  "cumulative_cost_usd",
] as const satisfies readonly (keyof SessionNode)[];

function exportNodes(nodes: readonly SessionNode[]) {
  return { columns: EXPORTED, rows: nodes.map((node) => EXPORTED.map((name) => node[name])) };
}
