import { X } from "lucide-react";
import { useState } from "react";
import { Popup } from "../ui/Popup.tsx";
import { COLUMN_LABELS, valueLabel } from "./labels.ts";
import { ValuePicker } from "./ValuePicker.tsx";
import type { Filter, ViewState } from "./view-state.ts";

interface ChipProps {
  filter: Filter;
  view: ViewState;
  timeZone: string;
  onChange: (filter: Filter) => void;
}

function operatorOf({ exclude, values }: Filter): string {
  if (values.length === 1) return exclude ? "is not" : "is";
  return exclude ? "is none of" : "is any of";
}

/** One restriction as key, operator and value. The value opens its menu, × removes it. */
export function FilterChip({ filter, view, timeZone, onChange }: ChipProps) {
  const [open, setOpen] = useState(false);
  const label = COLUMN_LABELS[filter.name];
  const [only] = filter.values;
  const value = filter.values.length === 1 && only !== undefined
    ? valueLabel(filter.name, only)
    : `${filter.values.length} values`;
  return (
    <span className="inline-flex h-7 items-center overflow-hidden rounded-md border border-line-strong bg-surface text-12 whitespace-nowrap max-sm:h-9">
      <span className="pl-[9px] text-text-2">{label}</span>
      <span className="px-[5px] text-text-3">{operatorOf(filter)}</span>
      <Popup
        label={`Values of ${label}`}
        open={open}
        onOpenChange={setOpen}
        className="w-[280px]"
        trigger={
          <button
            type="button"
            className="h-full max-w-44 truncate font-medium underline-offset-[3px] hover:underline hover:decoration-dotted focus-visible:outline-offset-[-2px]"
          >
            {value}
          </button>
        }
      >
        <ValuePicker filter={filter} view={view} timeZone={timeZone} onChange={onChange} />
      </Popup>
      <button
        type="button"
        aria-label={`Remove filter ${label} ${operatorOf(filter)} ${value}`}
        onClick={() => onChange({ ...filter, values: [] })}
        className="ml-0.5 grid h-full w-6 place-items-center text-text-3 hover:bg-hover hover:text-text-1 focus-visible:outline-offset-[-2px] max-sm:w-8"
      >
        <X size={12} strokeWidth={2} aria-hidden="true" />
      </button>
    </span>
  );
}
