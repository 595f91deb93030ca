import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Mark } from "../icons/Mark.tsx";

interface TopBarProps {
  title: string;
  /** The view that this one is a part of. */
  parent?: { label: string; path: string };
  beside?: ReactNode;
  children?: ReactNode;
}

/** The title of a view and what can be done with all of it. */
export function TopBar({ title, parent, beside, children }: TopBarProps) {
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 px-6 max-md:px-4 max-sm:h-[52px] max-sm:gap-2.5">
      <a href="/" aria-label="Fleetglass, overview" className="min-[900px]:hidden">
        <Mark size={22} />
      </a>
      {parent !== undefined && (
        <nav aria-label="Breadcrumb" className="-mr-1.5 flex shrink-0 items-center gap-1.5 text-text-2">
          <a href={parent.path} className="hover:text-text-1 hover:underline">{parent.label}</a>
          <ChevronRight size={14} className="text-text-3" aria-hidden="true" />
        </nav>
      )}
      <h1 className="min-w-0 truncate text-18 font-semibold tracking-[-0.012em] whitespace-nowrap">
        {title}
      </h1>
      {beside}
      <div className="ml-auto flex shrink-0 items-center gap-2">{children}</div>
    </header>
  );
}
