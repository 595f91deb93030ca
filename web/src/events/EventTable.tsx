import { OctagonAlert } from "lucide-react";
import type { StoredEvent } from "../../../contract/query-events.ts";
import { agentName } from "../format/agent.ts";
import { formatDuration } from "../format/duration.ts";
import { NOTHING } from "../format/number.ts";
import { personName } from "../format/person.ts";
import { formatDay, formatMillisecond } from "../format/time.ts";
import { KindIcon } from "../icons/kinds.tsx";
import { sessionPath } from "../sessions/session-path.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { AgentTile } from "../ui/AgentTile.tsx";
import { Badge, type BadgeTone } from "../ui/Badge.tsx";
import { describeEvent } from "./describe-event.ts";

/** Events, the newest first; each leads to its place in its session. */
export function EventTable({ label, events, timeZone, severe = false }: {
  label: string;
  events: readonly StoredEvent[];
  timeZone: string;
  /** Whether how grave they are stands in the place of the model. */
  severe?: boolean;
}) {
  return (
    <DataTable
      label={label}
      columns={severe ? severeColumns(timeZone) : eventColumns(timeZone)}
      rows={events}
      rowKey={({ event_id }) => event_id}
      rowHref={eventPath}
      sorting={{ id: "when", descending: true }}
    />
  );
}

/** Where an event is shown: in its session. */
export function eventPath({ session_id, event_id }: StoredEvent): string {
  return `${sessionPath(session_id)}&event=${encodeURIComponent(event_id)}`;
}

const SEVERITY_TONES: Record<string, BadgeTone> = {
  critical: "danger",
  high: "danger",
  medium: "warning",
  low: "neutral",
  info: "outline",
};

const SEVERITY: Column<StoredEvent> = {
  id: "severity",
  header: "Severity",
  cell: ({ severity }) =>
    severity === "" ? NOTHING : (
      <Badge
        tone={SEVERITY_TONES[severity] ?? "neutral"}
        icon={severity === "critical" && <OctagonAlert size={12} aria-hidden="true" />}
      >
        {severity.charAt(0).toUpperCase() + severity.slice(1)}
      </Badge>
    ),
};

/** How grave it is in the place of the model; what nobody measures is not shown. */
function severeColumns(timeZone: string): Column<StoredEvent>[] {
  return eventColumns(timeZone)
    .filter(({ id }) => id !== "duration")
    .map((column) => (column.id === "model" ? SEVERITY : column));
}

function eventColumns(timeZone: string): Column<StoredEvent>[] {
  return [
    {
      id: "when",
      header: "When",
      cell: ({ timestamp }) => {
        const at = Date.parse(timestamp);
        return (
          <time dateTime={timestamp} className="whitespace-nowrap max-sm:grid max-sm:text-12">
            <span className="text-text-3">{formatDay(at, timeZone)}</span> {formatMillisecond(at, timeZone)}
          </time>
        );
      },
    },
    {
      id: "what",
      header: "What",
      className: "w-1/2 max-w-0 max-sm:w-full",
      cell: (event) => {
        const { kind, title, detail } = describeEvent(event);
        return (
          <span className="flex min-w-0 items-center gap-2">
            <KindIcon kind={kind} />
            <span className="flex min-w-0 gap-x-2 max-sm:grid">
              <b className="truncate sm:shrink-0">{title}</b>
              <span className="truncate text-text-2 max-sm:text-12" title={detail}>{detail}</span>
            </span>
          </span>
        );
      },
    },
    {
      id: "agent",
      header: "Agent",
      hide: "phone",
      cell: ({ agent_id }) => (
        <span className="flex items-center gap-2">
          <AgentTile agentId={agent_id} />
          {agentName(agent_id)}
        </span>
      ),
    },
    {
      id: "user",
      header: "User",
      hide: "tablet",
      className: "max-w-40",
      cell: ({ user_id }) => <span className="block truncate" title={user_id}>{personName(user_id)}</span>,
    },
    { id: "model", header: "Model", hide: "tablet", cell: ({ model }) => model || NOTHING },
    {
      id: "duration",
      header: "Took",
      number: true,
      hide: "tablet",
      cell: ({ duration_ms }) => (duration_ms === null ? NOTHING : formatDuration(duration_ms)),
    },
  ];
}
