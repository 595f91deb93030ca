import clsx from "clsx";

interface SegmentedProps<V extends string> {
  label: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange: (value: V) => void;
}

/** A choice between a few words that exclude each other. */
export function Segmented<V extends string>({ label, value, options, onChange }: SegmentedProps<V>) {
  return (
    <span role="group" aria-label={label} className="inline-flex gap-px rounded-md bg-press p-0.5">
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={clsx(
            "h-6 rounded-sm px-2.5 text-12 font-medium whitespace-nowrap",
            option.value === value
              ? "bg-surface text-text-1 shadow-flat dark:bg-line-strong"
              : "text-text-2 hover:text-text-1",
          )}
        >
          {option.label}
        </button>
      ))}
    </span>
  );
}
