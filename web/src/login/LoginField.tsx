import { TriangleAlert } from "lucide-react";
import { type InputHTMLAttributes, type Ref, useId } from "react";

const INPUT =
  "h-10 w-full rounded-md border bg-surface px-2.5 text-14 placeholder:text-text-3 focus-visible:border-accent focus-visible:outline-offset-[-1px] focus-visible:rounded-md max-sm:h-11 max-sm:text-16";

interface LoginFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, "id"> {
  label: string;
  /** What is wrong with what was entered; `null` where nothing is. */
  problem: string | null;
  /** What is asked for, where the label does not say it all. */
  hint?: string;
  /** Where the problem is said at another field. */
  isQuiet?: boolean;
  ref?: Ref<HTMLInputElement>;
}

/** A line of the sign-in page, with room for a problem below it. */
export function LoginField({ label, problem, hint, isQuiet = false, ...input }: LoginFieldProps) {
  const id = useId();
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium">{label}</label>
      <input
        id={id}
        className={`${INPUT} ${problem === null ? "border-control" : "border-danger"}`}
        aria-invalid={problem !== null}
        aria-describedby={isQuiet ? undefined : `${id}-problem`}
        {...input}
      />
      {/* The line is there from the start, so that a problem moves nothing. */}
      {!isQuiet && (
        <p id={`${id}-problem`} role="alert" className="flex min-h-4 items-center gap-[5px] text-12 text-danger-text">
          {problem === null && hint !== undefined && <span className="text-text-2">{hint}</span>}
          {problem !== null && (
            <>
              <TriangleAlert size={14} className="shrink-0" aria-hidden="true" />
              {problem}
            </>
          )}
        </p>
      )}
    </div>
  );
}
