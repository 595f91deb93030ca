import { ChevronDown, ChevronUp, Lock, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { StoredEvent } from "../../../contract/query-events.ts";
import { CodeBlock } from "../first-run/CodeBlock.tsx";
import { formatDuration } from "../format/duration.ts";
import { formatRequestMoney } from "../format/money.ts";
import { formatExact, formatPercent, NOTHING } from "../format/number.ts";
import { formatMillisecond, formatWeekday } from "../format/time.ts";
import { KindIcon } from "../icons/kinds.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Button } from "../ui/Button.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { describeEvent, tokensOf } from "./describe-event.ts";

interface EventPanelProps {
  event: StoredEvent;
  timeZone: string;
  /** Steps to the event before or after; left out where there are no others. */
  onStep?: (step: 1 | -1) => void;
  onClose: () => void;
}

type Shown = "summary" | "attributes" | "json";

/** One event with everything that is stored of it; Escape closes it. */
export function EventPanel({ event, timeZone, onStep, onClose }: EventPanelProps) {
  const [shown, setShown] = useState<Shown>("summary");
  useShortcuts({ Escape: onClose });
  const { kind, title } = describeEvent(event);
  const attributes = Object.entries(event.metadata);
  return (
    <section className="panel event-panel" aria-label="Event">
      <div className="flex min-h-11 items-center gap-2 border-b border-line py-1.5 pr-2 pl-4">
        <KindIcon kind={kind} size={16} />
        <h2 className="truncate font-semibold">{title}</h2>
        <span className="ml-auto flex shrink-0">
          {onStep !== undefined && (
            <>
              <Icon label="Previous event" onClick={() => onStep(-1)}>
                <ChevronUp size={16} />
              </Icon>
              <Icon label="Next event" onClick={() => onStep(1)}>
                <ChevronDown size={16} />
              </Icon>
            </>
          )}
          <Icon label="Close" onClick={onClose}>
            <X size={16} />
          </Icon>
        </span>
      </div>
      <dl className="grid grid-cols-3 border-b border-line tabular-nums">
        <Figure name="Duration">{event.duration_ms === null ? NOTHING : formatDuration(event.duration_ms)}</Figure>
        <Figure name="Cost">
          {event.cost_source === "none" ? NOTHING : (
            <Estimate share={event.cost_source === "estimated" ? 1 : 0}>
              {formatRequestMoney(event.cost_usd)}
            </Estimate>
          )}
        </Figure>
        <Figure name="Tokens">{tokensOf(event) === 0 ? NOTHING : formatExact(tokensOf(event))}</Figure>
      </dl>
      <Tabs<Shown>
        label="What to show of the event"
        value={shown}
        onChange={setShown}
        tabs={[
          { value: "summary", label: "Summary" },
          { value: "attributes", label: "Attributes", count: attributes.length },
          { value: "json", label: "JSON" },
        ]}
      >
        <div className="grid gap-5 p-4">
          {shown === "summary" && <Summary event={event} timeZone={timeZone} />}
          {shown === "attributes" && (
            attributes.length === 0
              ? <p className="text-text-2">The source sent no further attributes.</p>
              : <Facts facts={attributes.map(([name, value]) => [name, writeValue(value)])} />
          )}
          {shown === "json" && <CodeBlock title="Event" text={JSON.stringify(event, null, 2)} ready />}
        </div>
      </Tabs>
    </section>
  );
}

function Icon({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <Button size="sm" look="ghost" className="w-7 px-0!" aria-label={label} title={label} onClick={onClick}>
      {children}
    </Button>
  );
}

function Figure({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="border-l border-line px-4 py-2.5 first:border-l-0">
      <dt className="text-12 text-text-2">{name}</dt>
      <dd className="text-14 font-semibold">{children}</dd>
    </div>
  );
}

function writeValue(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

const BUCKETS = [
  ["cache_read_tokens", "Cache read", "heat-2"],
  ["input_tokens", "Input", "heat-3"],
  ["cache_creation_tokens", "Cache write", "heat-4"],
  ["output_tokens", "Output", "heat-5"],
  ["reasoning_tokens", "Reasoning", "heat-6"],
] as const;

function Summary({ event, timeZone }: { event: StoredEvent; timeZone: string }) {
  const at = Date.parse(event.timestamp);
  const moment = `${formatWeekday(at, timeZone)}, ${formatMillisecond(at, timeZone)}`;
  const delay = Date.parse(event.received_at) - at;
  return (
    <>
      {event.error_message !== "" && (
        <p className="rounded-md bg-danger-soft px-3 py-2 break-words text-danger-text">{event.error_message}</p>
      )}
      {tokensOf(event) > 0 && <Tokens event={event} />}
      <Group title="What happened">
        <Facts
          facts={[
            ["Type", event.custom_type === "" ? event.event_type : event.custom_type],
            ["Model", event.model],
            ["Provider", event.provider],
            ["Tool", event.tool_name],
            ["Source", event.query_source],
            ["Outcome", event.success === null ? "" : event.success ? "success" : "failure"],
            ["Status", event.status_code === 0 ? "" : String(event.status_code)],
            ["Error", event.error_type],
            ["Severity", event.severity],
            [
              "Lines",
              event.lines_added + event.lines_removed === 0 ? "" : `+${event.lines_added} −${event.lines_removed}`,
            ],
            ["When", moment],
            ["Received", delay >= 0 ? `${formatDuration(delay)} later` : `${formatDuration(-delay)} before`],
            ["Cost", COST_WORDS[event.cost_source]],
          ]}
        />
      </Group>
      <Group title="Identity">
        <Facts
          mono
          facts={[
            ["Event", event.event_id],
            ["Session", event.session_id],
            ["Trace", event.trace_id],
            ["Span", event.span_id],
            ["Via", event.source],
          ]}
        />
      </Group>
      <p className="flex gap-2 rounded-md bg-sunken px-3 py-2 text-12 text-text-2">
        <Lock size={14} className="mt-px shrink-0 text-text-3" aria-hidden="true" />
        Prompts, answers and tool contents are not stored unless the organisation has switched that on.
      </p>
    </>
  );
}

const COST_WORDS: Record<StoredEvent["cost_source"], string> = {
  reported: "reported by the client",
  estimated: "estimated from the price table",
  none: "",
};

function Tokens({ event }: { event: StoredEvent }) {
  const total = tokensOf(event);
  return (
    <Group title="Tokens">
      <div className="mb-2 flex h-2.5 gap-px overflow-hidden rounded-xs" aria-hidden="true">
        {BUCKETS.map(([name, , colour]) =>
          event[name] > 0 && (
            <i key={name} style={{ width: `${(event[name] / total) * 100}%`, background: `var(--${colour})` }} />
          )
        )}
      </div>
      <dl className="grid grid-cols-[auto_1fr_auto_auto] items-center gap-x-2 gap-y-1 tabular-nums">
        {BUCKETS.map(([name, label, colour]) => (
          <div key={name} className="contents">
            <dt aria-hidden="true">
              <i className="block size-2.5 rounded-xs" style={{ background: `var(--${colour})` }} />
            </dt>
            <dt>{label}</dt>
            <dd className="text-right">{formatExact(event[name])}</dd>
            <dd className="w-12 text-right text-12 text-text-3">
              {event[name] === 0 ? "" : `${formatPercent(event[name] / total).text}%`}
            </dd>
          </div>
        ))}
      </dl>
    </Group>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div>
      <h3 className="mb-1.5 text-12 font-medium text-text-2">{title}</h3>
      {children}
    </div>
  );
}

/** Names and values; what has no value is left out. */
function Facts({ facts, mono = false }: { facts: readonly (readonly [string, string])[]; mono?: boolean }) {
  return (
    <dl className="grid grid-cols-[minmax(72px,auto)_minmax(0,1fr)] gap-x-3 gap-y-1">
      {facts.filter(([, value]) => value !== "").map(([name, value]) => (
        <div key={name} className="contents">
          <dt className="text-text-2 break-words">{name}</dt>
          <dd className={mono ? "font-mono text-12 break-all" : "break-words"}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
