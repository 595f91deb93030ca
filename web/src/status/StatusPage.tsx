import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { DependencyHistory, DependencyState, Readiness } from "../../../contract/health.ts";
import { meQuery } from "../api/queries.ts";
import { formatDuration } from "../format/duration.ts";
import { NOTHING } from "../format/number.ts";
import { formatSecond } from "../format/time.ts";
import { View } from "../shell/View.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { SERVICE_PARTS, type ServicePart } from "./components.ts";
import { historyQuery, readinessQuery } from "./health-queries.ts";
import { IncidentsPanel } from "./IncidentsPanel.tsx";
import { JobsPanel } from "./JobsPanel.tsx";
import { ObjectivesPanel } from "./ObjectivesPanel.tsx";
import { UptimeStrip } from "./UptimeStrip.tsx";

/** How the service is, part by part. */
export function StatusPage() {
  const me = useQuery(meQuery).data;
  const readiness = useQuery(readinessQuery);
  const history = useQuery(historyQuery);
  const timeZone = me?.organization.time_zone ?? "UTC";
  return (
    <View title="System status" timeZone={timeZone} filtered={false}>
      {readiness.data !== undefined && <Verdict readiness={readiness.data} timeZone={timeZone} />}
      <Panel title="Components" sub="asked every 15 seconds">
        <Loaded what="System status" query={readiness} skeleton={<TableSkeleton rows={SERVICE_PARTS.length} />}>
          {({ dependencies }) => (
            <table className="data-table" aria-label="Components">
              <thead>
                <tr>
                  <th scope="col">Component</th>
                  <th scope="col" className="max-sm:hidden">What it does</th>
                  <th scope="col" className="max-md:hidden">Last 30 days</th>
                  <th scope="col">State</th>
                  <th scope="col" className="number">Answered in</th>
                </tr>
              </thead>
              <tbody>
                {SERVICE_PARTS.map((part) => (
                  <PartRow
                    key={part.name}
                    part={part}
                    state={dependencies[part.dependency]}
                    history={history.data?.dependencies[part.dependency]}
                  />
                ))}
              </tbody>
            </table>
          )}
        </Loaded>
      </Panel>
      {history.data === undefined
        ? (
          <Panel title="Objectives">
            <Loaded what="The history" query={history} skeleton={<TableSkeleton rows={SERVICE_PARTS.length} />}>
              {() => null}
            </Loaded>
          </Panel>
        )
        : (
          <>
            <ObjectivesPanel history={history.data} timeZone={timeZone} />
            <IncidentsPanel history={history.data} timeZone={timeZone} />
          </>
        )}
      {readiness.data !== undefined && <JobsPanel jobs={readiness.data.jobs} timeZone={timeZone} />}
    </View>
  );
}

function Verdict({ readiness, timeZone }: { readiness: Readiness; timeZone: string }) {
  const checked = `Checked at ${
    formatSecond(Date.parse(readiness.checked_at), timeZone)
  }, version ${readiness.version}.`;
  return readiness.status === "ready"
    ? (
      <Banner icon={<CircleCheck size={16} className="text-success-text" />} title="Everything answers.">
        {checked}
      </Banner>
    )
    : (
      <Banner tone="warning" icon={<TriangleAlert size={16} />} title="Part of the service does not answer.">
        Events are kept and stored when it does again. {checked}
      </Banner>
    );
}

const WORDS = { ok: "Works", failing: "Fails", timeout: "Does not answer" } as const;
const DOTS = { ok: "ok", failing: "down", timeout: "degraded" } as const;

interface PartRowProps {
  part: ServicePart;
  state: DependencyState | undefined;
  history: DependencyHistory | undefined;
}

function PartRow({ part: { name, about }, state, history }: PartRowProps) {
  return (
    <tr>
      <td>
        <b>{name}</b>
      </td>
      <td className="text-text-2 max-sm:hidden">{about}</td>
      <td className="max-md:hidden">
        {history === undefined
          ? <span className="text-text-3">Not checked yet</span>
          : <UptimeStrip name={name} history={history} />}
      </td>
      <td>
        <span className="inline-flex items-center gap-2">
          <StatusDot state={state === undefined ? "unknown" : DOTS[state.status]} />
          {state === undefined ? "Not known" : WORDS[state.status]}
        </span>
      </td>
      <td className="number">{state === undefined ? NOTHING : formatDuration(state.duration_ms)}</td>
    </tr>
  );
}
