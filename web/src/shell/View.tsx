import type { ReactNode } from "react";
import { FilterBar } from "../filters/FilterBar.tsx";
import { CopyLink } from "./CopyLink.tsx";
import { Freshness } from "./Freshness.tsx";
import { RefreshToggle } from "./RefreshToggle.tsx";
import { TopBar } from "./TopBar.tsx";

interface ViewProps {
  title: string;
  parent?: { label: string; path: string };
  timeZone: string;
  asOf?: string | null | undefined;
  /** Beside the title. */
  beside?: ReactNode;
  /** At the right of the title's line, after what every view has. */
  actions?: ReactNode;
  /** Whether the view looks at a period with filters. */
  filtered?: boolean;
  children: ReactNode;
}

/** A view: its title and what can be done with all of it, its filters, its content. */
export function View({ title, parent, timeZone, asOf, beside, actions, filtered = true, children }: ViewProps) {
  return (
    <>
      <TopBar title={title} beside={beside} {...(parent === undefined ? {} : { parent })}>
        {filtered && <Freshness asOf={asOf} timeZone={timeZone} />}
        {filtered && <RefreshToggle />}
        <CopyLink />
        {actions}
      </TopBar>
      {filtered && <FilterBar timeZone={timeZone} />}
      <main id="main" className="content">{children}</main>
    </>
  );
}
