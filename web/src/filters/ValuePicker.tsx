import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useState } from "react";
import { filterValuesQuery } from "../api/queries.ts";
import { formatCompact } from "../format/number.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { COLUMN_LABELS, OTHER, valueLabel } from "./labels.ts";
import { type Filter, FILTERABLE, type ViewState } from "./view-state.ts";

interface PickerProps {
  filter: Filter;
  view: ViewState;
  timeZone: string;
  onChange: (filter: Filter) => void;
  /** For a filter without values yet, which cannot be in the URL. */
  onExclude?: (exclude: boolean) => void;
}

/** Chooses the values of one column, and whether they are wanted or unwanted. */
export function ValuePicker({ filter, view, timeZone, onChange, onExclude }: PickerProps) {
  const [search, setSearch] = useState("");
  const group = FILTERABLE.find((name) => name === filter.name);
  const answer = useQuery({
    ...filterValuesQuery(view, timeZone, group ?? "environment"),
    enabled: group !== undefined,
  });
  const known = answer.data?.data.filter(({ key }) => key !== OTHER && key !== "") ?? [];
  const missing = filter.values.filter((value) => !known.some(({ key }) => key === value));
  const rows = [...missing.map((key) => ({ key, events: null })), ...known];
  const needle = search.trim().toLowerCase();
  const shown = rows.filter(({ key }) => `${key} ${valueLabel(filter.name, key)}`.toLowerCase().includes(needle));
  const toggle = (value: string) => {
    const chosen = filter.values.includes(value);
    onChange({
      ...filter,
      values: chosen ? filter.values.filter((other) => other !== value) : [...filter.values, value],
    });
  };
  return (
    <div>
      <div className="flex items-center gap-1.5 p-1.5">
        <input
          autoFocus
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          aria-label={`Search values of ${COLUMN_LABELS[filter.name]}`}
          placeholder="Search"
          className="h-7 w-full min-w-0 rounded-md border border-control bg-surface px-2 text-12 placeholder:text-text-3 focus-visible:border-accent focus-visible:outline-offset-[-1px] max-sm:text-16"
        />
        <Segmented
          label="Operator"
          value={filter.exclude ? "not" : "is"}
          options={[{ value: "is", label: "is" }, { value: "not", label: "is not" }]}
          onChange={(operator) => {
            const exclude = operator === "not";
            if (onExclude === undefined) onChange({ ...filter, exclude });
            else onExclude(exclude);
          }}
        />
      </div>
      <ul className="max-h-64 overflow-y-auto border-t border-line p-1">
        {shown.map(({ key, events }) => {
          const chosen = filter.values.includes(key);
          return (
            <li key={key}>
              <button
                type="button"
                role="checkbox"
                aria-checked={chosen}
                onClick={() => toggle(key)}
                className="flex h-[30px] w-full items-center gap-2 rounded-sm px-2 hover:bg-press max-sm:h-11"
              >
                <span
                  className={`grid size-4 shrink-0 place-items-center rounded-sm border ${
                    chosen ? "border-accent bg-accent text-on-accent" : "border-control bg-surface"
                  }`}
                >
                  {chosen && <Check size={12} strokeWidth={2.5} aria-hidden="true" />}
                </span>
                <span className="truncate">{valueLabel(filter.name, key)}</span>
                {events !== null && (
                  <span className="ml-auto pl-2 text-12 text-text-3 tabular-nums">{formatCompact(events)}</span>
                )}
              </button>
            </li>
          );
        })}
        {answer.isPending && [80, 120, 96].map((width) => (
          <li key={width} className="flex h-[30px] items-center px-2">
            <Skeleton className={width === 80 ? "h-3 w-20" : "h-3 w-32"} />
          </li>
        ))}
        {!answer.isPending && shown.length === 0 && (
          <li className="px-2 py-3 text-text-2">
            {answer.isError ? "Values did not load." : "No values in this period."}
          </li>
        )}
      </ul>
    </div>
  );
}
