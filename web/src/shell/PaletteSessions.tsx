import { useQuery } from "@tanstack/react-query";
import type { SessionSummary } from "../../../contract/query-sessions.ts";
import { personName } from "../format/person.ts";
import { formatDayMinute } from "../format/time.ts";
import { sessionPath } from "../sessions/session-path.ts";
import { AgentTile } from "../ui/AgentTile.tsx";
import { may } from "./may.ts";
import { paletteSessionQuery, paletteSessionsQuery } from "./palette-query.ts";
import type { FindsProps } from "./PaletteFinds.tsx";
import { PaletteGroup, PaletteItem } from "./PaletteItem.tsx";

/** As long as the shortest id that is pasted. */
const LEAST_ID = 8;
const SHOWN = 6;

/** Sessions by part of their ids or repositories; by its whole id, however old it is. */
export function PaletteSessions({ me, wanted, onOpen }: FindsProps) {
  const allowed = may(me, "sessions:read");
  const latest = useQuery({ ...paletteSessionsQuery, enabled: allowed }).data?.data ?? [];
  const isId = allowed && wanted.length >= LEAST_ID && !/\s/.test(wanted);
  const exact = useQuery({ ...paletteSessionQuery(wanted), enabled: isId }).data?.data ?? [];
  const letters = wanted.toLowerCase();
  const near = latest.filter(({ session_id: id, repo }) =>
    [id, repo].some((text) => text.toLowerCase().includes(letters))
  );
  const sessions = [...exact, ...near.filter(({ session_id: id }) => id !== exact[0]?.session_id)].slice(0, SHOWN);
  if (sessions.length === 0) return null;
  return (
    <PaletteGroup heading="Sessions">
      {sessions.map((session) => (
        <PaletteItem
          key={session.session_id}
          value={`session ${session.session_id} ${wanted}`}
          icon={<AgentTile agentId={session.agent_id} />}
          onSelect={() => onOpen({ label: `Session ${session.session_id}`, path: sessionPath(session.session_id) })}
        >
          <SessionName session={session} timeZone={me.organization.time_zone} />
        </PaletteItem>
      ))}
    </PaletteGroup>
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
