import clsx from "clsx";
import { RotateCw } from "lucide-react";
import { formatDuration } from "../format/duration.ts";
import { formatSecond } from "../format/time.ts";
import type { Connection } from "./live-socket.ts";

/** What the viewer sees of the connection; pausing is the viewer's own doing. */
export type Shown = Connection | "paused";

const WORDS: Record<Shown, string> = {
  connecting: "Connecting",
  live: "Live",
  reconnecting: "Reconnecting",
  paused: "Paused",
};

interface StateProps {
  shown: Shown;
  since: number;
  now: number;
  drops: number;
}

/** The connection in a word, spoken when it changes, and how long it has held. */
export function ConnectionState({ shown, since, now, drops }: StateProps) {
  const gaps = drops === 0 ? "no gaps" : `${drops} ${drops === 1 ? "gap" : "gaps"} filled`;
  return (
    <span className="inline-flex items-center gap-2 pl-1 text-12 whitespace-nowrap">
      <i
        className={clsx(
          "live-dot",
          shown === "reconnecting" && "late",
          (shown === "paused" || shown === "connecting") && "off",
        )}
      />
      <b role="status">{WORDS[shown]}</b>
      {shown === "live" && (
        <span className="text-text-3 tabular-nums max-sm:hidden">
          {formatDuration(Math.max(1_000, Math.floor((now - since) / 1000) * 1000)).replace(/\.\d+ s/, " s")}, {gaps}
        </span>
      )}
    </span>
  );
}

/** Says what a lost connection means for what is on the screen. */
export function ConnectionBanner({ shown, since, timeZone }: { shown: Shown; since: number; timeZone: string }) {
  if (shown !== "reconnecting") return null;
  return (
    <p className="flex min-h-11 items-center gap-2.5 rounded-md bg-warning-soft px-3 py-2">
      <RotateCw size={16} strokeWidth={1.5} className="shrink-0 text-warning-text" aria-hidden="true" />
      <span>
        <b>Reconnecting.</b> Charts pause at {formatSecond(since, timeZone)}{" "}
        and fill the gap when the connection is back.
      </span>
    </p>
  );
}
