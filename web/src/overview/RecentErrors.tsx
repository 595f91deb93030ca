import { useQuery } from "@tanstack/react-query";
import type { ErrorGroup } from "../../../contract/query-errors.ts";
import { recentErrorsQuery } from "../api/queries.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { agentName } from "../format/agent.ts";
import { formatAgo } from "../format/ago.ts";
import { formatCompact, formatExact } from "../format/number.ts";
import { ErrorsIcon } from "../icons/navigation.tsx";
import type { ViewFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";

/** As many as the panel beside it is high. */
const SHOWN = 5;

/** What failed last, of what nobody has muted or resolved. */
export function RecentErrors({ frame, className }: { frame: ViewFrame; className: string }) {
  const { view, timeZone, refresh, ready } = frame;
  const errors = useQuery({ ...recentErrorsQuery(view, timeZone, refresh, SHOWN), enabled: ready });
  const now = useNow(30_000);
  const { by_state: lists, data: rows } = errors.data ?? {};
  return (
    <Panel
      title="Recent errors"
      sub={lists && `${formatExact(lists.open)} open, ${formatExact(lists.new)} new`}
      end={<a className="py-1 text-12 text-accent-text hover:underline" href={linkTo("/errors")}>All errors</a>}
      className={className}
    >
      <Loaded what="Recent errors" query={errors} skeleton={<TableSkeleton rows={SHOWN} />}>
        {() =>
          rows === undefined || rows.length === 0
            ? <Empty title="No open errors">Nothing in this period failed that nobody has seen to.</Empty>
            : (
              <ul className="border-t border-line">
                {rows.map((error) => <Row key={error.fingerprint} error={error} now={now} timeZone={timeZone} />)}
              </ul>
            )}
      </Loaded>
    </Panel>
  );
}

interface RowProps {
  error: ErrorGroup;
  now: number;
  timeZone: string;
}

function Row({ error, now, timeZone }: RowProps) {
  const { error_type: type, event_type: event, message, agents, count, is_new: isNew, last_seen: last } = error;
  const agent = agents[0] === undefined ? "" : agentName(agents[0]);
  return (
    <li className="leading-row border-b border-line last:border-b-0 hover:bg-hover">
      <span className="flex min-h-12 items-center gap-3 px-4 py-1.5">
        <span className="grid size-6 shrink-0 place-items-center rounded-md bg-danger-soft text-danger">
          <ErrorsIcon size={14} />
        </span>
        <a
          className="row-target grid! min-w-0 flex-1 gap-0! leading-4"
          href={linkTo("/errors", [only("fingerprint", error.fingerprint)])}
          title={message}
        >
          <b className="truncate">{type === "" ? event : type}</b>
          <small className="truncate text-11 text-text-3">
            {[agent, message].filter((text) => text !== "").join(": ")}
          </small>
        </a>
        <span className="grid shrink-0 text-right text-12 leading-4 tabular-nums">
          <span className={isNew ? "text-danger-text" : "text-text-2"} title={formatExact(count)}>
            {isNew ? "New, " : ""}
            {formatCompact(count)}×
          </span>
          <time className="text-11 text-text-3" dateTime={last}>{formatAgo(Date.parse(last), now, timeZone)}</time>
        </span>
      </span>
    </li>
  );
}
