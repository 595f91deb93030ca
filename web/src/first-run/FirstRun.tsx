import type { Me, Onboarding } from "../../../contract/account.ts";
import { Activity, Lock, ShieldCheck } from "lucide-react";
import { TopBar } from "../shell/TopBar.tsx";
import { Arrival } from "./Arrival.tsx";
import { SnippetPicker } from "./SnippetPicker.tsx";
import { useFirstEvent } from "./use-first-event.ts";
import { useIngestKey } from "./use-ingest-key.ts";

interface FirstRunProps {
  me: Me;
  onboarding: Onboarding;
}

const RESIDENCE = {
  eu: {
    title: "Your data stays in the EU",
    text: "Event bodies of this organisation are never written to a store elsewhere.",
  },
  us: {
    title: "Your data stays in the US",
    text: "Event bodies of this organisation are never written to a store elsewhere.",
  },
  global: {
    title: "Your data stays near its sender",
    text: "Event bodies are written to the region that is nearest to the agent.",
  },
} as const;

/** What an organisation sees before its first event: how to send one, and whether it came. */
export function FirstRun({ me, onboarding }: FirstRunProps) {
  const creation = useIngestKey();
  const first = useFirstEvent();
  const { title, text } = RESIDENCE[me.organization.residency];
  return (
    <>
      <TopBar title="Connect your first agent" />
      <main
        id="main"
        className="grid grid-cols-[minmax(0,1fr)_372px] items-start gap-4 px-6 pt-4 pb-10 max-lg:grid-cols-[minmax(0,1fr)] max-md:px-4 max-sm:px-3"
      >
        <div className="grid gap-4">
          <SnippetPicker
            ingestUrl={onboarding.ingest_url}
            userId={me.user.email}
            apiKey={creation.data?.key ?? null}
            error={creation.error}
            onRetry={() => creation.mutate()}
          />
          <section className="panel" aria-label="What happens with your data">
            <ul className="grid grid-cols-3 divide-line max-sm:grid-cols-1 max-sm:divide-y sm:divide-x">
              <Note icon={<Lock size={16} strokeWidth={1.5} />} title="Prompt and tool content is dropped at the edge">
                You get counts, timings, tokens and cost.
              </Note>
              <Note icon={<ShieldCheck size={16} strokeWidth={1.5} />} title={title}>{text}</Note>
              <Note icon={<Activity size={16} strokeWidth={1.5} />} title="Telemetry never blocks the agent">
                If we are unreachable, the exporter drops data. Your agent carries on.
              </Note>
            </ul>
          </section>
        </div>
        <Arrival
          keyCreatedAt={creation.data === undefined ? null : Date.parse(creation.data.created_at)}
          first={first}
          region={onboarding.region}
          timeZone={me.organization.time_zone}
        />
      </main>
    </>
  );
}

function Note({ icon, title, children }: { icon: React.ReactNode; title: string; children: string }) {
  return (
    <li className="flex gap-2.5 px-4 py-3.5 text-12 leading-[1.125rem]">
      <span className="mt-px text-text-3" aria-hidden="true">{icon}</span>
      <div>
        <b>{title}</b>
        <p className="text-text-2">{children}</p>
      </div>
    </li>
  );
}
