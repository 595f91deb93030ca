import clsx from "clsx";
import { type InputHTMLAttributes, useId } from "react";

interface FieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  label: string;
  /** Says what is wrong with the value, in place of the hint. */
  problem?: string | undefined;
  hint?: string;
}

/** A labelled line of text: label above, message below. */
export function TextField({ label, problem, hint, className, ...input }: FieldProps) {
  const id = useId();
  const message = problem ?? hint;
  return (
    <div className={clsx("grid content-start gap-1", className)}>
      <label htmlFor={id} className="text-12 font-medium text-text-2">{label}</label>
      <input
        id={id}
        aria-invalid={problem !== undefined}
        aria-describedby={message === undefined ? undefined : `${id}-message`}
        className={clsx(
          "h-8 w-full rounded-md border bg-surface px-2.5 disabled:bg-sunken disabled:text-text-3 max-sm:h-11 max-sm:text-16",
          problem === undefined ? "border-control" : "border-danger",
        )}
        {...input}
      />
      {message !== undefined && (
        <p id={`${id}-message`} className={clsx("text-12", problem === undefined ? "text-text-3" : "text-danger-text")}>
          {message}
        </p>
      )}
    </div>
  );
}
