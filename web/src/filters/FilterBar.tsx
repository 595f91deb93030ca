import clsx from "clsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { CompareIcon } from "../icons/navigation.tsx";
import { AddFilter } from "./AddFilter.tsx";
import { FilterChip } from "./FilterChip.tsx";
import { describePrevious } from "./period.ts";
import { PeriodPicker } from "./PeriodPicker.tsx";
import { useView } from "./use-view.ts";
import { replaceFilter } from "./view-state.ts";

/** Which part of the data a view shows: filters at the left, comparison and period at the right. */
export function FilterBar({ timeZone }: { timeZone: string }) {
  const [view, change] = useView();
  useShortcuts({ x: () => change({ compare: !view.compare }) });
  return (
    <section className="filter-bar" aria-label="Filters and period">
      <div className="flex min-w-0 flex-wrap items-center gap-1.5 max-sm:order-2 max-sm:flex-nowrap">
        {view.filters.map((filter, index) => (
          <FilterChip
            key={`${filter.name}${filter.exclude}`}
            filter={filter}
            view={view}
            timeZone={timeZone}
            onChange={(next) => change({ filters: replaceFilter(view.filters, index, next) })}
          />
        ))}
        <AddFilter
          view={view}
          timeZone={timeZone}
          onAdd={(filter) => change({ filters: replaceFilter(view.filters, null, filter) })}
        />
      </div>
      <div className="ml-auto flex items-center gap-1.5 max-sm:order-1 max-sm:ml-0">
        <button
          type="button"
          aria-pressed={view.compare}
          aria-label={`Compare with ${describePrevious(view).toLowerCase()}`}
          title="Compare with the previous period (x)"
          onClick={() => change({ compare: !view.compare })}
          className={clsx(
            "inline-flex h-7 items-center justify-center gap-1.5 rounded-md border px-2.5 text-12 font-medium whitespace-nowrap max-sm:size-9 max-sm:px-0",
            view.compare
              ? "border-accent-line bg-accent-soft text-accent-text"
              : "border-line-strong bg-surface text-text-1 hover:bg-[linear-gradient(var(--hover),var(--hover))]",
          )}
        >
          <CompareIcon size={14} className={view.compare ? "" : "text-text-3"} />
          <span className="max-sm:hidden">{describePrevious(view)}</span>
        </button>
        <PeriodPicker view={view} timeZone={timeZone} onChange={change} />
      </div>
    </section>
  );
}
