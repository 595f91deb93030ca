import { ChevronLeft, ChevronRight } from "lucide-react";
import { type DateRange, DayPicker } from "react-day-picker";
import { dateOf, dayOf } from "./calendar-days.ts";

interface CalendarProps {
  /** The first and the last chosen day; the last is missing while only one is chosen. */
  days: { first: string; last: string | undefined };
  /** The present day, after which nothing can be chosen. */
  today: string;
  onChange: (days: { first: string; last: string | undefined }) => void;
}

/** Aggregates are kept for this long. */
const MONTHS_KEPT = 36;

const CLASSES = {
  months: "relative",
  month_caption: "flex h-8 items-center justify-center text-13 font-medium",
  nav: "absolute inset-x-0 top-0 z-1 flex justify-between",
  button_previous: "grid size-8 place-items-center rounded-md text-text-2 hover:bg-press disabled:opacity-40",
  button_next: "grid size-8 place-items-center rounded-md text-text-2 hover:bg-press disabled:opacity-40",
  month_grid: "w-full border-collapse",
  weekday: "h-7 text-11 font-normal text-text-3",
  day: "p-0 text-center",
  day_button:
    "grid size-8 w-full place-items-center rounded-sm text-12 tabular-nums hover:bg-press max-sm:h-10 disabled:text-text-3 disabled:opacity-50 disabled:hover:bg-transparent",
  today: "font-semibold",
  range_start: "rounded-l-sm bg-accent text-on-accent [&>button:hover]:bg-accent-hover",
  range_end: "rounded-r-sm bg-accent text-on-accent [&>button:hover]:bg-accent-hover",
  range_middle: "bg-accent-soft text-accent-text",
  outside: "text-text-3",
} as const;

/** Chooses the first and the last day of a period; arrow keys move between days, Page Up and Down between months. */
export function PeriodCalendar({ days, today, onChange }: CalendarProps) {
  const latest = dateOf(today);
  const selected: DateRange = { from: dateOf(days.first), to: days.last === undefined ? undefined : dateOf(days.last) };
  const choose = (range: DateRange | undefined, clicked: Date) => {
    // A click on a whole range begins another one.
    if (days.last !== undefined || range?.from === undefined) onChange({ first: dayOf(clicked), last: undefined });
    else onChange({ first: dayOf(range.from), last: dayOf(range.to ?? range.from) });
  };
  return (
    <DayPicker
      mode="range"
      aria-label="Days of the period"
      selected={selected}
      onSelect={choose}
      defaultMonth={selected.to ?? selected.from ?? latest}
      weekStartsOn={1}
      fixedWeeks
      showOutsideDays
      startMonth={new Date(latest.getFullYear(), latest.getMonth() - MONTHS_KEPT, 1)}
      endMonth={latest}
      disabled={{ after: latest }}
      classNames={CLASSES}
      components={{
        Chevron: ({ orientation }) =>
          orientation === "left"
            ? <ChevronLeft size={16} aria-hidden="true" />
            : <ChevronRight size={16} aria-hidden="true" />,
      }}
    />
  );
}
