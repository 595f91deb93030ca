import clsx from "clsx";
import { Calendar } from "lucide-react";
import { useState } from "react";
import { fromLocal, toLocal, zoneName } from "../format/zone.ts";
import { useNow } from "../shell/use-now.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Button } from "../ui/Button.tsx";
import { Keycap } from "../ui/Keycap.tsx";
import { Popup } from "../ui/Popup.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { describePeriod, PRESETS, viewLength } from "./period.ts";
import type { ViewState } from "./view-state.ts";

interface PickerProps {
  view: ViewState;
  timeZone: string;
  onChange: (change: Partial<ViewState>) => void;
}

const MINUTE = 60_000;

/** Chooses the period: presets by click or key, or two bounds in the organisation's time zone. */
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
      className="w-[248px] overflow-hidden"
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
      <ul className="p-1.5">
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
              <span className="ml-auto">
                <Keycap>{String(index + 1)}</Keycap>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <CustomPeriod
        key={String(open)}
        from={view.from === null ? now - viewLength(view) : Date.parse(view.from)}
        to={view.to === null ? now : Date.parse(view.to)}
        timeZone={timeZone}
        onApply={(from, to) => {
          onChange({ period: "custom", from: new Date(from).toISOString(), to: new Date(to).toISOString() });
          setOpen(false);
        }}
      />
    </Popup>
  );
}

interface CustomProps {
  from: number;
  to: number;
  timeZone: string;
  onApply: (from: number, to: number) => void;
}

const toField = (instant: number, timeZone: string) => new Date(toLocal(instant, timeZone)).toISOString().slice(0, 16);
const fromField = (text: string, timeZone: string) => fromLocal(Date.parse(`${text}Z`), timeZone);

function CustomPeriod({ from, to, timeZone, onApply }: CustomProps) {
  const [start, setStart] = useState(toField(from, timeZone));
  const [end, setEnd] = useState(toField(to, timeZone));
  const valid = start !== "" && end !== "" && start < end;
  const field =
    "h-8 w-full rounded-md border border-control bg-surface px-2 text-12 tabular-nums focus-visible:border-accent focus-visible:outline-offset-[-1px] max-sm:h-10 max-sm:text-16";
  return (
    <form
      className="grid gap-2 border-t border-line p-2.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (valid) onApply(fromField(start, timeZone), fromField(end, timeZone));
      }}
    >
      <label className="grid gap-1 text-12 text-text-2">
        From
        <input
          type="datetime-local"
          className={field}
          value={start}
          onChange={(event) => setStart(event.target.value)}
        />
      </label>
      <label className="grid gap-1 text-12 text-text-2">
        To
        <input type="datetime-local" className={field} value={end} onChange={(event) => setEnd(event.target.value)} />
      </label>
      <div className="flex items-center justify-between gap-2">
        <span className="truncate text-12 text-text-3" title={timeZone}>{zoneName(from, timeZone)}</span>
        <Button type="submit" size="sm" disabled={!valid}>Apply</Button>
      </div>
    </form>
  );
}
