import { useQuery } from "@tanstack/react-query";
import { Pause, Play } from "lucide-react";
import { useDeferredValue, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import { meQuery } from "../api/queries.ts";
import { formatSecond } from "../format/time.ts";
import { CopyLink } from "../shell/CopyLink.tsx";
import { TopBar } from "../shell/TopBar.tsx";
import { useNow } from "../shell/use-now.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Button } from "../ui/Button.tsx";
import { Keycap } from "../ui/Keycap.tsx";
import { ActiveSessions } from "./ActiveSessions.tsx";
import { ConnectionState, type Shown } from "./ConnectionState.tsx";
import { EventTail } from "./EventTail.tsx";
import { LaneChart } from "./LaneChart.tsx";
import { OPEN_SECONDS } from "./lanes.ts";
import { serverNow } from "./live-state.ts";
import { LimitedNote } from "./LimitedNote.tsx";
import { LiveStore, type LiveView } from "./live-store.ts";
import { openSessions } from "./open-sessions.ts";
import { filterOf } from "./tail-choice.ts";
import { useTailChoice } from "./use-tail-choice.ts";

/** What is happening now: ten minutes second by second, running sessions and the event tail. */
export function LivePage() {
  const me = useQuery(meQuery).data;
  const timeZone = me?.organization.time_zone ?? "UTC";
  const [choice, choose] = useTailChoice();
  const [store] = useState(() => new LiveStore(["metrics", "events", "active"], filterOf(choice)));
  const present = useSyncExternalStore(store.subscribe, store.read);
  useEffect(() => store.setFilter(filterOf(choice)), [store, choice]);
  const tick = useNow(1_000);
  const [held, setHeld] = useState<{ view: LiveView; at: number } | null>(null);
  const toggle = () => setHeld((now) => (now === null ? { view: store.read(), at: Date.now() } : null));
  useShortcuts({ p: toggle });
  const view = held?.view ?? present;
  const { windows } = view.state;
  const shown: Shown = held !== null ? "paused" : present.connection;
  // While the connection is away, the chart stays at the last second that can have been complete.
  const instant = held?.at ??
    (present.connection === "reconnecting" || present.connection === "ended"
      ? present.since - OPEN_SECONDS * 1000
      : Math.max(tick, present.since));
  const end = Math.floor(serverNow(view.state, instant) / 1000) * 1000;
  // Charts are drawn after the frame that shows new lines, piece by piece.
  const charts = useDeferredValue(useMemo(() => ({ windows, end }), [windows, end]));
  const missed = held === null ? 0 : present.state.lines - held.view.state.lines;
  const reach = me?.grants["live:read"];
  return (
    <>
      <TopBar
        title="Live"
        beside={
          <ConnectionState
            shown={shown}
            since={present.since}
            now={tick}
            drops={present.drops}
            stoppedAt={end}
            timeZone={timeZone}
            missed={missed}
          />
        }
      >
        <span className="inline-flex items-center gap-[5px] text-12 whitespace-nowrap text-text-3">
          <span className="max-sm:hidden">As of</span>
          <time className="min-w-[7ch] text-text-2">
            {view.state.cursor === null ? "" : formatSecond(end, timeZone)}
          </time>
        </span>
        <Button size="sm" onClick={toggle} aria-keyshortcuts="p" className="min-w-[92px] max-sm:min-w-20">
          {held === null
            ? <Pause size={14} className="text-text-3" aria-hidden="true" />
            : <Play size={14} className="text-text-3" aria-hidden="true" />}
          {held === null ? "Pause" : "Resume"}
          <Keycap>P</Keycap>
        </Button>
        <CopyLink />
      </TopBar>
      <main id="main" className="content border-t border-line">
        <LimitedNote reach={reach} />
        {reach !== "own" && (
          <LaneChart
            windows={charts.windows}
            end={charts.end}
            timeZone={timeZone}
            dimmed={shown === "paused"}
            onOpen={openSessions}
          />
        )}
        <ActiveSessions active={view.state.active} activeCount={view.state.activeCount} now={charts.end} />
        <EventTail
          state={view.state}
          news={view.news}
          onQuiet={store.quieten}
          timeZone={timeZone}
          choice={choice}
          onChoose={choose}
          limited={reach === "team" || reach === "own"}
          missed={missed}
        />
      </main>
    </>
  );
}
