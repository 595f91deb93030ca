import clsx from "clsx";
import { formatDuration } from "../format/duration.ts";
import { formatExact } from "../format/number.ts";
import { loginPath } from "../login/next-path.ts";
import { formatSecond } from "../format/time.ts";
import type { Connection } from "./live-socket.ts";

/** What the viewer sees of the connection; pausing is the viewer's own doing. */
export type Shown = Connection | "paused";

const WORDS: Record<Shown, string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  paused: "Paused",
  ended: "Signed out",
};

interface StateProps {
  shown: Shown;
  since: number;
  now: number;
  drops: number;
  /** Where the charts stand while the connection is away, epoch ms of our clock. */
  stoppedAt: number;
  timeZone: string;
  /** Lines that came since the viewer paused. */
  missed: number;
}

/** The connection in a word, spoken when it changes, and what it means for what is on the screen. */
export function ConnectionState({ shown, since, now, drops, stoppedAt, timeZone, missed }: StateProps) {
  const away = shown === "reconnecting" || shown === "ended";
  return (
    <span
      className={clsx(
        "inline-flex min-w-0 items-center gap-2 text-12 whitespace-nowrap",
        away ? "h-8 rounded-md bg-warning-soft px-2.5" : "pl-1",
      )}
    >
      <i className={clsx("live-dot", away && "late", (shown === "paused" || shown === "connecting") && "off")} />
      <span role="status">
        <b>{WORDS[shown]}</b>
      </span>
      {shown === "ended" && <a className="link" href={loginPath(location.pathname + location.search)}>Sign in again</a>}
      {shown === "paused" && missed > 0 && (
        <span className="text-text-3 tabular-nums">{formatExact(missed)} waiting</span>
      )}
      {shown === "reconnecting" && (
        <span className="truncate max-md:hidden">
          Charts pause at {formatSecond(stoppedAt, timeZone)} and fill the gap when the connection is back.
        </span>
      )}
      {shown === "live" && (
        <span className="text-text-3 tabular-nums max-sm:hidden">{describeHold(now - since, drops)}</span>
      )}
    </span>
  );
}

const SECOND = 1_000;

function describeHold(heldMs: number, drops: number): string {
  const held = formatDuration(Math.max(SECOND, Math.floor(heldMs / SECOND) * SECOND)).replace(/\.\d+ s/, " s");
  return `${held}, ${drops === 0 ? "no gaps" : `${drops} ${drops === 1 ? "gap" : "gaps"} filled`}`;
}
