import clsx from "clsx";
import { ListFilter } from "lucide-react";
import { memo, useCallback, useEffect, useRef, useState } from "react";
import type { TailEvent } from "../../../contract/live.ts";
import { agentName } from "../format/agent.ts";
import { formatExact } from "../format/number.ts";
import { personName } from "../format/person.ts";
import { formatMillisecond } from "../format/time.ts";
import { passesFilter } from "../../../contract/tail-filter.ts";
import { KIND_LABELS, KindIcon } from "../icons/kinds.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Panel } from "../ui/Panel.tsx";
import type { LiveState } from "./live-state.ts";
import { filterOf, type TailChoice } from "./tail-choice.ts";
import { TailFilters, TailSearch } from "./TailFilters.tsx";
import { tailLine } from "./tail-line.ts";
import { ROW_HEIGHT, visibleRows } from "./visible-rows.ts";

/** Until the list has said how high it is. */
const FIRST_HEIGHT = 900;

interface TailProps {
  state: LiveState;
  /** Ids of lines that flash as they are inserted. */
  news: ReadonlySet<string>;
  /** Lines that come back from a filter or a hold are no news any more. */
  onQuiet: () => void;
  timeZone: string;
  choice: TailChoice;
  onChoose: (change: Partial<TailChoice>) => void;
  /** Whether the viewer sees some teams and not the organisation: then it is not said how much was left out. */
  limited: boolean;
  /** Lines that came since the page was paused. */
  missed: number;
}

/** The newest events as lines. Pointing at it or scrolling down holds it, so that a line can be read. */
export function EventTail({ state, news, onQuiet, timeZone, choice, onChoose, limited, missed }: TailProps) {
  const [held, setHeld] = useState<Pick<LiveState, "tail" | "lines"> | null>(null);
  const [scroll, setScroll] = useState({ top: 0, height: FIRST_HEIGHT });
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const resize = new ResizeObserver(() => setScroll(({ top }) => ({ top, height: element.clientHeight })));
    resize.observe(element);
    return () => resize.disconnect();
  }, []);
  const hold = () => setHeld((now) => now ?? state);
  const release = () => {
    setHeld(null);
    onQuiet();
  };
  const choose = useCallback((change: Partial<TailChoice>) => {
    onChoose(change);
    onQuiet();
  }, [onChoose, onQuiet]);
  const filter = filterOf(choice);
  const isFiltered = Object.keys(filter).length > 0;
  const { tail, lines } = held ?? state;
  const shown = isFiltered ? tail.filter((event) => passesFilter(event, filter)) : tail;
  const { first, last, most } = visibleRows(scroll.top, scroll.height, shown.length);
  const waiting = missed + (held === null ? 0 : state.lines - held.lines);
  return (
    <Panel
      title="Event tail"
      sub={waiting > 0 && <span role="presentation">{formatExact(waiting)} new</span>}
      end={
        <>
          <TailFilters choice={choice} onChange={choose} windows={state.windows} />
          <TailSearch choice={choice} onChange={choose} />
        </>
      }
      className="span-5 flex min-h-[558px] flex-col max-lg:min-h-[420px]"
    >
      <div
        ref={scroller}
        role="group"
        tabIndex={0}
        aria-label="Newest events, scrollable"
        onMouseEnter={hold}
        onMouseLeave={() => (scroller.current?.scrollTop ?? 0) === 0 && release()}
        onScroll={({ currentTarget }) => {
          setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight });
          if (currentTarget.scrollTop > 0) hold();
          else if (!currentTarget.matches(":hover")) release();
        }}
        className="relative min-h-0 flex-[1_1_0] overflow-x-hidden overflow-y-auto border-t border-line focus-visible:outline-offset-[-2px]"
      >
        {/* The list has the height of all its lines; those that are drawn are moved into place, which shifts nothing. */}
        <ol
          aria-label="Event tail, newest first"
          style={{ height: shown.length * ROW_HEIGHT }}
          className="relative font-mono text-12 leading-4"
        >
          {shown.slice(first, last).map((event, i) => (
            <Line
              key={isFiltered || news.has(event.event_id) ? event.event_id : (lines - first - i) % most}
              event={event}
              timeZone={timeZone}
              index={first + i}
              count={shown.length}
              fresh={held === null && news.has(event.event_id)}
            />
          ))}
        </ol>
        {shown.length === 0 && (
          <Empty title={isFiltered ? "No such lines" : "No events yet"}>
            {isFiltered ? "None of the newest events is what you chose." : "New events appear here as they arrive."}
          </Empty>
        )}
      </div>
      <p className="flex min-h-10 items-center gap-3 border-t border-line px-4 py-1.5 text-12 text-text-3">
        <ListFilter size={14} className="shrink-0" aria-hidden="true" />
        {limited
          ? "Your teams' events and your own. Where the organisation has more than 100 per second, the tail is sampled."
          : state.sampled.dropped === 0
          ? "All events shown. Above 100 per second the tail is sampled; errors never are."
          : `Sampled: ${formatExact(state.sampled.dropped)} events left out so far. Counts and errors stay exact.`}
      </p>
    </Panel>
  );
}

interface LineProps {
  event: TailEvent;
  timeZone: string;
  index: number;
  count: number;
  fresh: boolean;
}

function Line({ event, timeZone, index, count, fresh }: LineProps) {
  return (
    <li
      aria-posinset={index + 1}
      aria-setsize={count}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      className={clsx(
        "absolute inset-x-0 top-0 grid h-[26px] grid-cols-[90px_14px_minmax(0,1fr)_92px_72px] items-center gap-2 px-4 hover:bg-hover",
        "max-sm:grid-cols-[90px_14px_minmax(0,1fr)_72px] max-sm:px-3",
        tailLine(event).bad && "bg-[color-mix(in_oklab,var(--danger)_7%,transparent)]",
        fresh && "flash-new",
      )}
    >
      <Words event={event} timeZone={timeZone} />
    </li>
  );
}

/** What a line says stays the same while others push it down. */
const Words = memo(function Words({ event, timeZone }: Pick<LineProps, "event" | "timeZone">) {
  const { kind, text, amount, bad } = tailLine(event);
  const who = event.user_id === "" ? agentName(event.agent_id) : personName(event.user_id);
  return (
    <>
      <time dateTime={new Date(event.timestamp).toISOString()} className={bad ? "text-text-2" : "text-text-3"}>
        {formatMillisecond(event.timestamp, timeZone)}
      </time>
      <span title={KIND_LABELS[kind]}>
        <KindIcon kind={bad ? "error" : kind} />
        <span className="sr-only">{bad ? "Error" : KIND_LABELS[kind]}</span>
      </span>
      <span className={clsx("truncate", bad && "text-danger-text")} title={text}>{text}</span>
      <span
        className={clsx("truncate font-sans max-sm:hidden", bad ? "text-text-2" : "text-text-3")}
        title={event.user_id}
      >
        {who}
      </span>
      <span className="text-right whitespace-nowrap text-text-2">{amount}</span>
    </>
  );
});
