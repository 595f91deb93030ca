import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import type { ButtonHTMLAttributes, Ref } from "react";

interface SelectButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  ref?: Ref<HTMLButtonElement>;
}

/** The button that opens a menu and shows what is chosen. */
export function SelectButton({ className, children, ...rest }: SelectButtonProps) {
  return (
    <button
      type="button"
      className={clsx(
        "inline-flex h-7 shrink-0 items-center gap-[7px] rounded-md border border-line-strong bg-surface pr-2 pl-2.5 text-12 whitespace-nowrap",
        "hover:bg-[linear-gradient(var(--hover),var(--hover))] max-sm:h-9",
        className,
      )}
      {...rest}
    >
      {children}
      <ChevronDown size={14} className="text-text-3" aria-hidden="true" />
    </button>
  );
}
