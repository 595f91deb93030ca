import { queryOptions, useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import type { DependencyState, Readiness } from "../../../contract/health.ts";
import { meQuery } from "../api/queries.ts";
import { readProblem } from "../api/problem.ts";
import { formatDuration } from "../format/duration.ts";
import { formatSecond } from "../format/time.ts";
import { View } from "../shell/View.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Banner } from "../ui/Banner.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { StatusDot } from "../ui/StatusDot.tsx";
import { JobsPanel } from "./JobsPanel.tsx";

const REFRESH_MS = 15_000;

const readinessQuery = queryOptions({
  queryKey: ["readiness"],
  queryFn: async ({ signal }): Promise<Readiness> => {
    const response = await fetch("/health/ready", { signal });
    // 503 tells the same as 200: what answers and what does not.
    const answer = await response.clone().json().catch(() => null) as Partial<Readiness> | null;
    if (answer?.dependencies !== undefined) return answer as Readiness;
    throw await readProblem(response);
  },
  refetchInterval: REFRESH_MS,
});

interface Component {
  name: string;
  about: string;
  dependencies: readonly string[];
}

/** What people rely on, and the dependencies that each part stands on. */
const COMPONENTS: readonly Component[] = [
  { name: "Sign-in and settings", about: "Accounts, keys, members", dependencies: ["postgres"] },
  { name: "Ingest", about: "Events are taken as long as their key is known", dependencies: ["key_cache"] },
  { name: "Live view, US", about: "Windows, sessions, event tail", dependencies: ["live_us"] },
  { name: "Live view, EU", about: "Windows, sessions, event tail", dependencies: ["live_eu"] },
  { name: "History, US", about: "Charts, tables, search, exports", dependencies: ["clickhouse_us"] },
  { name: "History, EU", about: "Charts, tables, search, exports", dependencies: ["clickhouse_eu"] },
];

/** How the service is, part by part. */
export function StatusPage() {
  const me = useQuery(meQuery).data;
  const readiness = useQuery(readinessQuery);
  const timeZone = me?.organization.time_zone ?? "UTC";
  return (
    <View title="System status" timeZone={timeZone} filtered={false}>
      {readiness.data !== undefined && <Verdict readiness={readiness.data} timeZone={timeZone} />}
      <Panel title="Components" sub="asked every 15 seconds">
        <Loaded what="System status" query={readiness} skeleton={<TableSkeleton rows={COMPONENTS.length} />}>
          {({ dependencies }) => (
            <table className="data-table" aria-label="Components">
              <thead>
                <tr>
                  <th scope="col">Component</th>
                  <th scope="col" className="max-sm:hidden">What it does</th>
                  <th scope="col">State</th>
                  <th scope="col" className="number">Answered in</th>
                </tr>
              </thead>
              <tbody>
                {COMPONENTS.map((component) => (
                  <ComponentRow key={component.name} component={component} dependencies={dependencies} />
                ))}
              </tbody>
            </table>
          )}
        </Loaded>
      </Panel>
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
const ORDER = ["failing", "timeout", "ok"] as const;

function ComponentRow({ component, dependencies }: {
  component: Component;
  dependencies: Readiness["dependencies"];
}) {
  const states = component.dependencies.map((name) => dependencies[name])
    .filter((state): state is DependencyState => state !== undefined);
  const worst = ORDER.find((status) => states.some((state) => state.status === status));
  const slowest = Math.max(0, ...states.map(({ duration_ms }) => duration_ms));
  return (
    <tr>
      <td>
        <b>{component.name}</b>
      </td>
      <td className="text-text-2 max-sm:hidden">{component.about}</td>
      <td>
        <span className="inline-flex items-center gap-2">
          <StatusDot state={worst === undefined ? "unknown" : DOTS[worst]} />
          {worst === undefined ? "Not known" : WORDS[worst]}
        </span>
      </td>
      <td className="number">{formatDuration(slowest)}</td>
    </tr>
  );
}
