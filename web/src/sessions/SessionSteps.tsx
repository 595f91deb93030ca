import { ChevronLeft, ChevronRight } from "lucide-react";
import { useState } from "react";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { buttonClass } from "../ui/Button.tsx";
import { neighboursOf } from "./session-order.ts";
import { sessionPath } from "./session-path.ts";

/** Leads to the sessions beside this one in the list that it was opened from; `j` and `k` do, too. */
export function SessionSteps({ sessionId }: { sessionId: string }) {
  const [{ previous, next }] = useState(() => neighboursOf(sessionId));
  const open = (id: string | undefined) => () => id !== undefined && location.assign(sessionPath(id));
  useShortcuts({ j: open(next), k: open(previous) });
  if (previous === undefined && next === undefined) return null;
  return (
    <nav aria-label="Sessions of the list" className="flex gap-1 max-sm:hidden">
      <Step label="Previous session" id={previous}>
        <ChevronLeft size={16} aria-hidden="true" />
      </Step>
      <Step label="Next session" id={next}>
        <ChevronRight size={16} aria-hidden="true" />
      </Step>
    </nav>
  );
}

function Step({ label, id, children }: { label: string; id: string | undefined; children: React.ReactNode }) {
  const look = `${buttonClass("secondary", "sm")} w-7 px-0!`;
  if (id === undefined) return <span className={`${look} opacity-40`} aria-hidden="true">{children}</span>;
  return <a className={look} href={sessionPath(id)} aria-label={label} title={label}>{children}</a>;
}
