import clsx from "clsx";
import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

/** One of the things a panel can show. */
export interface TabSpec<V extends string> {
  value: V;
  label: string;
  count?: number | undefined;
}

interface TabsProps<V extends string> {
  label: string;
  tabs: readonly TabSpec<V>[];
  value: V;
  onChange: (value: V) => void;
  /** Beside the tabs, at the right. */
  end?: ReactNode;
  children: ReactNode;
}

/** A panel that shows one of several things; the arrow keys move between the tabs. */
export function Tabs<V extends string>({ label, tabs, value, onChange, end, children }: TabsProps<V>) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = (tabs.findIndex((tab) => tab.value === value) + step + tabs.length) % tabs.length;
    const next = tabs[index];
    if (next === undefined) return;
    onChange(next.value);
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[index]?.focus();
  };
  return (
    <>
      <div className="flex min-h-11 items-center gap-3 border-b border-line px-4 max-md:flex-wrap sm:max-md:gap-y-0 max-sm:px-3">
        <div ref={list} role="tablist" aria-label={label} className="flex min-w-0 overflow-x-auto" onKeyDown={move}>
          {tabs.map((tab) => (
            <button
              key={tab.value}
              type="button"
              role="tab"
              id={`${id}-${tab.value}`}
              aria-controls={`${id}-panel`}
              aria-selected={tab.value === value}
              tabIndex={tab.value === value ? 0 : -1}
              onClick={() => onChange(tab.value)}
              className={clsx(
                "h-11 shrink-0 border-b-2 px-2.5 first:pl-0 whitespace-nowrap focus-visible:-outline-offset-4",
                tab.value === value
                  ? "border-accent font-medium text-text-1"
                  : "border-transparent text-text-2 hover:text-text-1",
              )}
            >
              {tab.label}
              {tab.count !== undefined && <span className="ml-0.5 font-normal text-text-3">{" "}{tab.count}</span>}
            </button>
          ))}
        </div>
        {end !== undefined && (
          <span className="ml-auto flex shrink-0 items-center gap-2 max-md:pb-2 sm:max-md:pt-2 max-sm:w-full">
            {end}
          </span>
        )}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${value}`}>{children}</div>
    </>
  );
}
