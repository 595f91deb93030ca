import { useQuery } from "@tanstack/react-query";
import type { Me } from "../../../contract/account.ts";
import type { SessionSummary } from "../../../contract/query-sessions.ts";
import { agentName } from "../format/agent.ts";
import { personName } from "../format/person.ts";
import { formatDayMinute } from "../format/time.ts";
import { sessionPath } from "../sessions/session-path.ts";
import { AgentTile } from "../ui/AgentTile.tsx";
import { may } from "./may.ts";
import { paletteAgentsQuery, paletteSessionQuery, paletteSessionsQuery } from "./palette-query.ts";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";

interface FindsProps {
  me: Me;
  search: string;
  onOpen: (path: string) => void;
}

/** Fewer letters than this mean a view, not one of a thousand sessions. */
const LEAST_SEARCH = 3;
/** As long as the shortest id that is pasted. */
const LEAST_ID = 8;
const SHOWN = 6;

/** Agents and sessions whose name or id has what was typed. */
export function PaletteFinds({ me, search, onOpen }: FindsProps) {
  const wanted = search.trim();
  const enough = wanted.length >= LEAST_SEARCH;
  const agents = useQuery({ ...paletteAgentsQuery, enabled: enough && may(me, "metrics:read") }).data?.data ?? [];
  const canSeeSessions = enough && may(me, "sessions:read");
  const latest = useQuery({ ...paletteSessionsQuery, enabled: canSeeSessions }).data?.data ?? [];
  const isId = canSeeSessions && wanted.length >= LEAST_ID && !/\s/.test(wanted);
  const exact = useQuery({ ...paletteSessionQuery(wanted), enabled: isId }).data?.data ?? [];
  if (!enough) return null;
  const has = (...texts: string[]) => texts.some((text) => text.toLowerCase().includes(wanted.toLowerCase()));
  const foundAgents = agents.filter(({ key }) => key !== "" && has(key, agentName(key))).slice(0, SHOWN);
  const near = latest.filter(({ session_id, repo }) => has(session_id, repo));
  const sessions = [...exact, ...near.filter(({ session_id }) => session_id !== exact[0]?.session_id)].slice(0, SHOWN);
  return (
    <>
      {foundAgents.length > 0 && (
        <PaletteGroup heading="Agents">
          {foundAgents.map(({ key }) => (
            <PaletteItem
              key={key}
              value={`agent ${key} ${agentName(key)} ${wanted}`}
              icon={<AgentTile agentId={key} />}
              onSelect={() => onOpen(`/sessions?agent_id=${encodeURIComponent(key)}`)}
            >
              Sessions of {agentName(key)}
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
      {sessions.length > 0 && (
        <PaletteGroup heading="Sessions">
          {sessions.map((session) => (
            <PaletteItem
              key={session.session_id}
              value={`session ${session.session_id} ${wanted}`}
              icon={<AgentTile agentId={session.agent_id} />}
              onSelect={() => onOpen(sessionPath(session.session_id))}
            >
              <SessionName session={session} timeZone={me.organization.time_zone} />
            </PaletteItem>
          ))}
        </PaletteGroup>
      )}
    </>
  );
}

function SessionName({ session, timeZone }: { session: SessionSummary; timeZone: string }) {
  return (
    <span className="flex min-w-0 items-baseline gap-2">
      <code className="truncate text-12">{session.session_id}</code>
      <span className="truncate text-12 text-text-3">
        {[personName(session.user_id), session.repo].filter((part) => part !== "").join(", ")},{" "}
        {formatDayMinute(Date.parse(session.started_at), timeZone)}
      </span>
    </span>
  );
}
