import clsx from "clsx";
import { type ReactNode, type Ref, useId } from "react";

interface PanelProps {
  title: string;
  sub?: ReactNode;
  end?: ReactNode;
  className?: string;
  ref?: Ref<HTMLElement> | undefined;
  children: ReactNode;
}

/** A labelled section on the page surface. */
export function Panel({ title, sub, end, className, ref, children }: PanelProps) {
  const id = useId();
  return (
    <section ref={ref} className={clsx("panel", className)} aria-labelledby={id}>
      <PanelHead>
        {/* A phone shows all of the note: below the title, where its line has no room. */}
        <div className="contents max-sm:flex max-sm:flex-[1_1_10rem] max-sm:flex-wrap max-sm:items-baseline max-sm:gap-x-2">
          <h2 id={id} className="text-13 font-semibold tracking-[-0.003em] whitespace-nowrap">{title}</h2>
          {sub !== undefined && <span className="truncate text-12 text-text-3 max-sm:whitespace-normal">{sub}</span>}
        </div>
        {end !== undefined && (
          <span className="ml-auto flex shrink-0 items-center gap-2 max-sm:shrink max-sm:flex-wrap max-sm:justify-end">
            {end}
          </span>
        )}
      </PanelHead>
      {children}
    </section>
  );
}

/** The 44 px line at the top of a panel. */
export function PanelHead({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center gap-2 px-4 py-1.5 max-sm:flex-wrap max-sm:gap-y-1 max-sm:py-2 max-sm:pr-3">
      {children}
    </div>
  );
}
