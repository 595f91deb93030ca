import clsx from "clsx";
import { Check } from "lucide-react";
import { useState } from "react";
import { agentName } from "../format/agent.ts";
import { formatRunning } from "../format/duration.ts";
import { formatSecond } from "../format/time.ts";
import { KindIcon, kindOf } from "../icons/kinds.tsx";
import { useNow } from "../shell/use-now.ts";
import { buttonClass } from "../ui/Button.tsx";
import { RibbonField } from "../ui/RibbonField.tsx";
import type { FirstEvent } from "./use-first-event.ts";

interface ArrivalProps {
  keyCreatedAt: number | null;
  first: FirstEvent | null;
  region: "us" | "eu";
  timeZone: string;
}

/** Whether the first event has come. */
export function Arrival({ keyCreatedAt, first, region, timeZone }: ArrivalProps) {
  const [openedAt] = useState(Date.now);
  const now = useNow(1_000);
  return (
    <section className="panel sticky top-4 max-lg:static" aria-label="First event">
      <div className="relative h-[136px] overflow-hidden border-b border-line bg-sunken">
        <RibbonField width={340} height={136} pitch={15} thickness={7} seed={11} className="size-full" />
        {first === null && <i className="scan" />}
      </div>
      <div className="px-5 pt-4 pb-5">
        <div aria-live="polite">
          <h2 className="flex items-center gap-2 text-14 font-semibold tracking-[-0.005em]">
            {first !== null && <Check size={16} strokeWidth={2.5} className="text-success" aria-hidden="true" />}
            {first === null ? "Waiting for the first event" : "First event received!"}
          </h2>
          <p className="text-text-2">
            {first === null
              ? "This page updates by itself, usually within a second of the event."
              : "Everything that follows is counted in the overview and shown live."}
          </p>
        </div>
        <ol className="mt-3.5 border-t border-line">
          <CheckLine
            done={keyCreatedAt !== null}
            label="Key created"
            end={keyCreatedAt === null ? "" : formatSecond(keyCreatedAt, timeZone)}
          />
          <CheckLine
            done={first !== null}
            label="First event"
            end={first === null ? formatRunning(now - openedAt) : formatSecond(first.at, timeZone)}
          />
        </ol>
        {first === null
          ? (
            <div className="mt-3.5 grid gap-1 text-12 leading-[1.125rem] text-text-2">
              <h3 className="font-medium text-text-1">Nothing after a minute?</h3>
              <p>
                Environment variables only reach terminals opened after you set them. The curl tab sends one event
                without any agent.
              </p>
            </div>
          )
          : <Received first={first} region={region} />}
      </div>
    </section>
  );
}

function CheckLine({ done, label, end }: { done: boolean; label: string; end: string }) {
  return (
    <li className={clsx("flex h-[38px] items-center gap-2.5 border-b border-line", !done && "font-medium")}>
      <span
        className={clsx(
          "grid size-[18px] place-items-center rounded-full",
          done ? "bg-success-soft text-success-text" : "text-accent",
        )}
      >
        {done ? <Check size={12} strokeWidth={2.5} aria-hidden="true" /> : <i className="spinner" />}
      </span>
      <span className="grow">
        {label}
        <span className="sr-only">{done ? ", done" : ", waiting"}</span>
      </span>
      <span className="font-normal text-text-3 tabular-nums">{end}</span>
    </li>
  );
}

function Received({ first, region }: { first: FirstEvent; region: string }) {
  const { event } = first;
  return (
    <>
      {event !== null && (
        <dl className="mt-3.5 grid grid-cols-[88px_minmax(0,1fr)] gap-y-1 [&_dd]:truncate [&_dt]:text-text-3">
          <dt>Event</dt>
          <dd className="flex items-center gap-1.5">
            <KindIcon kind={kindOf(event.event_type)} />
            {event.event_type}
          </dd>
          <dt>Agent</dt>
          <dd>{agentName(event.agent_id)}</dd>
          <dt>User</dt>
          <dd>{event.user_id}</dd>
          <dt>Region</dt>
          <dd>{region.toUpperCase()}</dd>
        </dl>
      )}
      <div className="mt-4 flex gap-2">
        <a className={buttonClass("primary")} href="/">Open the overview</a>
        <a className={buttonClass("secondary")} href="/live">Watch it live</a>
      </div>
    </>
  );
}
