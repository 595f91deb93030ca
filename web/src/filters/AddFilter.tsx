import { ChevronLeft, ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Button } from "../ui/Button.tsx";
import { Keycap } from "../ui/Keycap.tsx";
import { Popup } from "../ui/Popup.tsx";
import { COLUMN_LABELS } from "./labels.ts";
import { ValuePicker } from "./ValuePicker.tsx";
import { type Filter, FILTERABLE, type ViewState } from "./view-state.ts";

interface AddFilterProps {
  view: ViewState;
  timeZone: string;
  onAdd: (filter: Filter) => void;
}

/** Adds a restriction: first the column, then its values. */
export function AddFilter({ view, timeZone, onAdd }: AddFilterProps) {
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState<Filter | null>(null);
  const toggle = (next: boolean) => {
    setOpen(next);
    setDraft(null);
  };
  useShortcuts({ f: () => toggle(true) });
  const free = FILTERABLE.filter((name) => !view.filters.some((filter) => filter.name === name));
  return (
    <Popup
      label="Add filter"
      open={open}
      onOpenChange={toggle}
      className={draft === null ? "w-[224px] p-1" : "w-[280px]"}
      trigger={
        <Button look="ghost" size="sm">
          <Plus size={14} aria-hidden="true" />
          Filter
          <Keycap>F</Keycap>
        </Button>
      }
    >
      {draft === null
        ? free.map((name) => (
          <button
            key={name}
            type="button"
            onClick={() => setDraft({ name, exclude: false, values: [] })}
            className="flex h-[30px] w-full items-center rounded-sm px-2 hover:bg-press max-sm:h-11"
          >
            {COLUMN_LABELS[name]}
            <ChevronRight size={14} className="ml-auto text-text-3" aria-hidden="true" />
          </button>
        ))
        : (
          <>
            <button
              type="button"
              onClick={() => setDraft(null)}
              className="flex h-9 w-full items-center gap-1.5 border-b border-line px-2 text-12 text-text-2 hover:text-text-1"
            >
              <ChevronLeft size={14} className="text-text-3" aria-hidden="true" />
              {COLUMN_LABELS[draft.name]}
            </button>
            <ValuePicker
              filter={draft}
              view={view}
              timeZone={timeZone}
              onChange={(filter) => {
                // The first value makes the chip, which takes over from here.
                onAdd(filter);
                toggle(false);
              }}
              onExclude={(exclude) => setDraft({ ...draft, exclude })}
            />
          </>
        )}
    </Popup>
  );
}
