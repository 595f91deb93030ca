import clsx from "clsx";
import { Search } from "lucide-react";
import { memo, useEffect, useState } from "react";
import { COLUMN_LABELS, valueLabel } from "../filters/labels.ts";
import { KIND_LABELS } from "../icons/kinds.tsx";
import { choiceEntry, Menu } from "../ui/Menu.tsx";
import { SelectButton } from "../ui/SelectButton.tsx";
import { knownValues } from "./known-values.ts";
import type { LiveState } from "./live-state.ts";
import { KINDS, TAIL_COLUMNS, type TailChoice } from "./tail-choice.ts";

interface FiltersProps {
  choice: TailChoice;
  onChange: (change: Partial<TailChoice>) => void;
  windows: LiveState["windows"];
}

const ALL = { value: "", label: "All" };

/** Which lines of the tail are shown: one menu, which says what is chosen in it. */
export const TailFilters = memo(function TailFilters({ choice, onChange, windows }: FiltersProps) {
  const kinds = [ALL, ...KINDS.map((value) => ({ value: value as string, label: KIND_LABELS[value] }))];
  const chosen = [
    ...(choice.kind === null ? [] : [KIND_LABELS[choice.kind]]),
    ...TAIL_COLUMNS.flatMap((column) => (choice[column] === null ? [] : [valueLabel(column, choice[column])])),
  ];
  return (
    <Menu
      align="end"
      trigger={
        <SelectButton>
          Show <b className="max-w-[16ch] truncate">{chosen.length === 0 ? "all" : chosen.join(", ")}</b>
        </SelectButton>
      }
      entries={[
        choiceEntry(
          "Kind",
          choice.kind ?? "",
          kinds,
          (value) => onChange({ kind: KINDS.find((kind) => kind === value) ?? null }),
        ),
        ...TAIL_COLUMNS.map((column) =>
          choiceEntry(
            COLUMN_LABELS[column],
            choice[column] ?? "",
            [
              ALL,
              ...knownValues(windows, column, choice[column]).map((value) => ({
                value,
                label: valueLabel(column, value),
              })),
            ],
            (value) => onChange({ [column]: value === "" ? null : value }),
          )
        ),
      ]}
    />
  );
});

/** Whether errors alone are shown, and lines that hold a text alone: beside the tail's title. */
export const TailSearch = memo(function TailSearch({ choice, onChange }: Pick<FiltersProps, "choice" | "onChange">) {
  return (
    <>
      <button
        type="button"
        aria-pressed={choice.errorsOnly}
        onClick={() => onChange({ errorsOnly: !choice.errorsOnly })}
        className={clsx(
          "inline-flex h-7 items-center rounded-md border px-2.5 text-12 whitespace-nowrap max-sm:h-9",
          choice.errorsOnly
            ? "border-accent-line bg-accent-soft font-medium text-accent-text"
            : "border-line-strong bg-surface hover:bg-[linear-gradient(var(--hover),var(--hover))]",
        )}
      >
        Errors only
      </button>
      <TextFilter text={choice.text} onChange={(text) => onChange({ text })} />
    </>
  );
});

const TYPING_MS = 400;

/** The text is asked for once typing pauses, so that not every letter becomes a step back. */
function TextFilter({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const [typed, setTyped] = useState(text);
  const [shown, setShown] = useState(text);
  if (text !== shown) {
    setShown(text);
    setTyped(text);
  }
  useEffect(() => {
    if (typed.trim() === text) return;
    const timer = setTimeout(() => onChange(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, text, onChange]);
  return (
    <label className="relative block w-36 max-sm:w-28">
      <span className="sr-only">Lines that hold a text</span>
      <Search size={14} className="absolute top-1/2 left-2 -translate-y-1/2 text-text-3" aria-hidden="true" />
      <input
        type="search"
        value={typed}
        data-search
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        placeholder="Text"
        className="h-7 w-full min-w-0 rounded-md border border-control bg-surface pr-2 pl-7 text-12 placeholder:text-text-3 max-sm:h-9 max-sm:text-16"
      />
    </label>
  );
}
