import { useState } from "react";
import { fromLocal, toLocal, zoneName } from "../format/zone.ts";
import { Button } from "../ui/Button.tsx";
import { PeriodCalendar } from "./PeriodCalendar.tsx";
import { daysOf, type LocalPeriod, periodOfDays } from "./calendar-days.ts";

interface CustomProps {
  /** Epoch ms. */
  from: number;
  to: number;
  now: number;
  timeZone: string;
  onApply: (from: number, to: number) => void;
}

/** Two bounds on the organisation's clock: days by the calendar, the minute by the fields. */
export function CustomPeriod({ from, to, now, timeZone, onApply }: CustomProps) {
  const textOf = (instant: number) => new Date(toLocal(instant, timeZone)).toISOString().slice(0, 16);
  const instantOf = (text: string) => fromLocal(Date.parse(`${text}Z`), timeZone);
  const [period, setPeriod] = useState<LocalPeriod>({ from: textOf(from), to: textOf(to) });
  // The first of two days, while the other one is still to be chosen.
  const [first, setFirst] = useState<string | null>(null);
  const isPeriod = period.from !== "" && period.to !== "" && period.from < period.to;
  const complete = isPeriod && first === null;
  const days = isPeriod ? daysOf(period) : daysOf({ from: textOf(from), to: textOf(to) });
  return (
    <form
      className="grid gap-2 p-2.5 pt-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onApply(instantOf(period.from), instantOf(period.to));
      }}
    >
      <PeriodCalendar
        days={first === null ? days : { first, last: undefined }}
        today={textOf(now).slice(0, 10)}
        onChange={({ first: start, last }) => {
          setFirst(last === undefined ? start : null);
          if (last !== undefined) setPeriod(periodOfDays(start, last, textOf(now)));
        }}
      />
      <div className="grid grid-cols-2 gap-2 border-t border-line pt-2 max-sm:grid-cols-1">
        <Bound label="From" value={period.from} onChange={(text) => setPeriod({ ...period, from: text })} />
        <Bound label="To" value={period.to} onChange={(text) => setPeriod({ ...period, to: text })} />
      </div>
      <div className="flex items-center justify-between gap-2">
        <span className="truncate text-12 text-text-3" title={timeZone}>
          {first === null ? zoneName(from, timeZone) : "Choose the last day"}
        </span>
        <Button type="submit" size="sm" look="primary" disabled={!complete}>Apply</Button>
      </div>
    </form>
  );
}

function Bound({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className="grid min-w-0 gap-1 text-12 text-text-2">
      {label}
      <input
        type="datetime-local"
        className="h-8 w-full min-w-0 rounded-md border border-control bg-surface px-2 text-12 tabular-nums focus-visible:border-accent focus-visible:outline-offset-[-1px] max-sm:h-10 max-sm:text-16"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </label>
  );
}
