import clsx from "clsx";
import { useId } from "react";

interface SwitchProps {
  label: string;
  about: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** Something that is on or off, at once. */
export function Switch({ label, about, checked, disabled = false, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <button
        type="button"
        role="switch"
        id={id}
        aria-checked={checked}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-about`}
        disabled={disabled}
        onClick={() => onChange(!checked)}
        className={clsx(
          "relative mt-0.5 h-5 w-9 shrink-0 rounded-full border transition-colors disabled:cursor-not-allowed disabled:opacity-50",
          checked ? "border-transparent bg-accent" : "border-control bg-surface",
        )}
      >
        <i
          aria-hidden="true"
          className={clsx(
            "absolute top-[3px] size-3 rounded-full transition-[left]",
            checked ? "left-5 bg-on-accent" : "left-[3px] bg-control",
          )}
        />
      </button>
      <div className="min-w-0">
        <label id={`${id}-label`} htmlFor={id} className="font-medium">{label}</label>
        <p id={`${id}-about`} className="max-w-[64ch] text-text-2">{about}</p>
      </div>
    </div>
  );
}
