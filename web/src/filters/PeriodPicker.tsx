import clsx from "clsx";
import { Calendar } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useNow } from "../shell/use-now.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Keycap } from "../ui/Keycap.tsx";
import { Popup } from "../ui/Popup.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { describePeriod, PRESETS, viewLength } from "./period.ts";
import type { ViewState } from "./view-state.ts";

const CustomPeriod = lazy(() => import("./CustomPeriod.tsx").then(({ CustomPeriod: it }) => ({ default: it })));

interface PickerProps {
  view: ViewState;
  timeZone: string;
  onChange: (change: Partial<ViewState>) => void;
}

const MINUTE = 60_000;

/** Chooses the period: presets by click or key, or days and bounds in the organisation's time zone. */
export function PeriodPicker({ view, timeZone, onChange }: PickerProps) {
  const [open, setOpen] = useState(false);
  const now = useNow(MINUTE);
  const { label, bounds } = describePeriod(view, now, timeZone);
  const choose = (period: ViewState["period"]) => {
    onChange({ period, from: null, to: null });
    setOpen(false);
  };
  useShortcuts(Object.fromEntries(PRESETS.map(({ value }, index) => [String(index + 1), () => choose(value)])));
  return (
    <Popup
      label="Period"
      open={open}
      onOpenChange={setOpen}
      align="end"
      className="grid max-h-(--radix-popover-content-available-height) w-[470px] grid-cols-[168px_minmax(0,1fr)] overflow-y-auto max-sm:w-[calc(100vw-16px)] max-sm:grid-cols-[minmax(0,1fr)]"
      trigger={
        <SelectButton aria-label={`Period: ${label}, ${bounds}`}>
          <Calendar size={14} className="text-text-3" aria-hidden="true" />
          <b>{label}</b>
          <span className={clsx("text-text-3 tabular-nums", view.period !== "custom" && "max-sm:hidden")}>
            {bounds}
          </span>
        </SelectButton>
      }
    >
      <ul className="content-start border-line p-1.5 max-sm:grid max-sm:grid-cols-2 max-sm:border-b sm:border-r">
        {PRESETS.map(({ value, label: name }, index) => (
          <li key={value}>
            <button
              type="button"
              aria-pressed={value === view.period}
              onClick={() => choose(value)}
              className={clsx(
                "flex h-[30px] w-full items-center rounded-sm px-2 max-sm:h-11",
                value === view.period ? "bg-accent-soft font-medium text-accent-text" : "hover:bg-press",
              )}
            >
              {name}
              <span className="ml-auto max-sm:hidden">
                <Keycap>{String(index + 1)}</Keycap>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <Suspense fallback={<Skeleton className="m-2.5 h-96" />}>
        <CustomPeriod
          key={String(open)}
          from={view.from === null ? now - viewLength(view) : Date.parse(view.from)}
          to={view.to === null ? now : Date.parse(view.to)}
          now={now}
          timeZone={timeZone}
          onApply={(from, to) => {
            onChange({ period: "custom", from: new Date(from).toISOString(), to: new Date(to).toISOString() });
            setOpen(false);
          }}
        />
      </Suspense>
    </Popup>
  );
}
