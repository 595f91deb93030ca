import { useInfiniteQuery } from "@tanstack/react-query";
import type { FilterName } from "../../../contract/metrics.ts";
import type { ErrorDetail, ErrorGroup } from "../../../contract/query-errors.ts";
import { listQuery } from "../api/lists.ts";
import { eventPath } from "../events/EventTable.tsx";
import { COLUMN_LABELS, valueLabel } from "../filters/labels.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { formatDuration } from "../format/duration.ts";
import { formatExact, formatPercent } from "../format/number.ts";
import { personName } from "../format/person.ts";
import { formatDayMinute } from "../format/time.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import { buttonClass } from "../ui/Button.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { may } from "../shell/may.ts";
import { ErrorActions } from "./ErrorActions.tsx";

const LATEST = 5;
const FACETS = ["user_id", "model", "environment"] as const satisfies readonly (keyof ErrorDetail["by"] & FilterName)[];

/** Where an error happens, and its latest occurrences: what a row of the table opens to. */
export function ErrorDetails(
  { fingerprint, state, frame }: {
    fingerprint: string;
    /** As the table says it, which is asked for again after a change; the details may be seconds old. */
    state: ErrorGroup["state"];
    frame: ViewFrame;
  },
) {
  const query = useInfiniteQuery(
    listQuery(frame.view, frame.timeZone, {
      path: "/v1/errors/{fingerprint}",
      params: { fingerprint },
      limit: LATEST,
      refresh: false,
    }),
  );
  return (
    <div className="mx-4 mb-3 rounded-lg border border-line bg-sunken p-4">
      <Loaded what="This error" query={query} skeleton={<TableSkeleton rows={4} />}>
        {({ pages: [first] }) => first !== undefined && <Details answer={first} state={state} frame={frame} />}
      </Loaded>
    </div>
  );
}

function Details({ answer, state, frame }: { answer: ErrorDetail; state: ErrorGroup["state"]; frame: ViewFrame }) {
  const { error, by, data } = answer;
  return (
    <div className="grid gap-4">
      <p className="break-words text-text-2">{error.message}</p>
      <div className="grid grid-cols-[repeat(3,minmax(0,1fr))_minmax(0,3fr)] gap-6 max-md:grid-cols-1">
        {FACETS.map((name) => (
          <div key={name}>
            <h3 className="mb-1 text-12 font-medium">{COLUMN_LABELS[name]}</h3>
            <ul>
              {by[name].slice(0, 4).map(({ key, count }) => (
                <li key={key} className="relative flex h-[22px] items-center justify-between px-1.5 text-12">
                  <i
                    aria-hidden="true"
                    className="absolute inset-y-px left-0 rounded-xs bg-press"
                    style={{ width: `${(count / error.count) * 100}%` }}
                  />
                  <span className="relative truncate" title={key}>
                    {name === "user_id" && key !== "" ? personName(key) : valueLabel(name, key)}
                  </span>
                  <span className="relative text-text-2 tabular-nums">
                    {formatPercent(count / error.count, 0).text}%
                  </span>
                </li>
              ))}
            </ul>
          </div>
        ))}
        <div className="min-w-0">
          <h3 className="mb-1 text-12 font-medium">Latest occurrences</h3>
          <ul>
            {data.map((event) => (
              <li key={event.event_id} className="border-b border-line last:border-b-0">
                <a href={eventPath(event)} className="flex h-[26px] items-center gap-3 text-12 hover:underline">
                  <time className="text-text-2 tabular-nums" dateTime={event.timestamp}>
                    {formatDayMinute(Date.parse(event.timestamp), frame.timeZone)}
                  </time>
                  <b className="truncate">{personName(event.user_id)}</b>
                  <span className="truncate text-text-2">{event.model || event.tool_name}</span>
                  <span className="ml-auto shrink-0 text-text-2">
                    {event.duration_ms === null ? "" : formatDuration(event.duration_ms)}
                  </span>
                </a>
              </li>
            ))}
          </ul>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <a
          className={buttonClass("primary", "sm")}
          href={linkTo("/sessions", [only("fingerprint", error.fingerprint)])}
        >
          {error.sessions === 1 ? "Open 1 session" : `Open ${formatExact(error.sessions)} sessions`}
        </a>
        {may(frame.me, "errors:write") && <ErrorActions fingerprint={error.fingerprint} state={state} />}
        <span className="ml-auto text-12 text-text-3">
          Fingerprint <code>{error.fingerprint}</code>
        </span>
      </div>
    </div>
  );
}
