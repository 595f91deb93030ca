import type { ReactNode } from "react";
import { Mark } from "../icons/Mark.tsx";

interface TopBarProps {
  title: string;
  beside?: ReactNode;
  children?: ReactNode;
}

/** The title of a view and what can be done with all of it. */
export function TopBar({ title, beside, children }: TopBarProps) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 px-6 max-md:px-4 max-sm:h-[52px] max-sm:gap-2.5">
      <a href="/" aria-label="Fleetglass, overview" className="min-[900px]:hidden">
        <Mark size={22} />
      </a>
      <h1 className="shrink-0 truncate max-sm:shrink text-18 font-semibold tracking-[-0.012em] whitespace-nowrap">
        {title}
      </h1>
      {beside}
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}
