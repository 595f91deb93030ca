import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { type ReactNode, use } from "react";
import { Mark } from "../icons/Mark.tsx";
import { PageContext } from "./page-context.ts";
import { findPage } from "./pages.ts";

interface TopBarProps {
  title: string;
  /** The view that this one is a part of. */
  parent?: { label: string; path: string };
  beside?: ReactNode;
  children?: ReactNode;
}

/** Where a view stands, its title, and what can be done with all of it. */
export function TopBar({ title, parent, beside, children }: TopBarProps) {
  const { group } = findPage(use(PageContext));
  return (
    <header className="flex h-14 shrink-0 items-center gap-3 px-6 max-md:px-4 max-sm:h-[52px] max-sm:gap-2">
      <a
        href="/"
        aria-label="Fleetglass, overview"
        className="grid size-6 shrink-0 place-items-center min-[900px]:hidden"
      >
        <Mark size={22} />
      </a>
      {(group !== null || parent !== undefined) && (
        <nav aria-label="Breadcrumb" className="-mr-1.5 shrink-0">
          <ol className="flex items-center gap-1.5 text-text-2">
            {group !== null && <Crumb className="text-text-3 max-md:hidden">{group}</Crumb>}
            {parent !== undefined && (
              <Crumb>
                <a href={parent.path} className="inline-flex h-6 items-center hover:text-text-1 hover:underline">
                  {parent.label}
                </a>
              </Crumb>
            )}
          </ol>
        </nav>
      )}
      <h1 className="min-w-0 truncate text-18 font-semibold tracking-[-0.012em] whitespace-nowrap">
        {title}
      </h1>
      {beside}
      <div className="ml-auto flex shrink-0 items-center gap-2 max-sm:gap-1.5">{children}</div>
    </header>
  );
}

function Crumb({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <li className={clsx("flex items-center gap-1.5", className)}>
      {children}
      <ChevronRight size={14} className="text-text-3" aria-hidden="true" />
    </li>
  );
}
