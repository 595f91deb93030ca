import { Search } from "lucide-react";
import { useRef } from "react";
import { useShortcuts } from "../shell/use-shortcuts.ts";

interface SearchFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** Given where the service searches: told when the text is complete. */
  onSubmit?: (value: string) => void;
}

/** Searches a table; `/` leads into it, Escape out of it. */
export function SearchField({ label, value, onChange, onSubmit }: SearchFieldProps) {
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ "/": () => field.current?.focus() });
  return (
    <form
      role="search"
      className="relative w-full max-w-[260px] min-w-40 max-sm:max-w-none max-sm:min-w-0 max-sm:flex-1"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit?.(value);
      }}
    >
      <Search size={14} className="absolute top-1/2 left-2 -translate-y-1/2 text-text-3" aria-hidden="true" />
      <input
        ref={field}
        type="search"
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onKeyDown={({ key, currentTarget }) => key === "Escape" && currentTarget.blur()}
        className="h-7 w-full rounded-md border border-control bg-surface pr-2 pl-7 max-sm:h-10 max-sm:text-16"
      />
    </form>
  );
}
