import { ShellFrame } from "../shell/AppShell.tsx";
import { TopBar } from "../shell/TopBar.tsx";
import { PanelHead } from "../ui/Panel.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { KpiTiles } from "./KpiTiles.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { TABLE_ROWS } from "./table-rows.ts";

const nothing = () => {};

/** What the overview shows before its script runs: the exact boxes of its content. */
export function OverviewSkeleton() {
  return (
    <ShellFrame page="overview" me={undefined} onSearch={nothing} onHelp={nothing}>
      <TopBar title="Overview" />
      <div className="filter-bar" />
      <main id="main" className="content">
        <section className="panel" aria-label="Key figures">
          <KpiTiles overview={undefined} selected="sessions" onSelect={nothing} />
          <PanelHead>
            <Skeleton className="h-3 w-32" />
          </PanelHead>
          <div className="h-[274px] px-4 pb-4">
            <Skeleton className="h-[236px]" />
          </div>
        </section>
        <section className="panel span-8" aria-label="Cost by model">
          <div className="h-[299px] px-4 pt-12 pb-3">
            <Skeleton className="h-[212px]" />
          </div>
        </section>
        <section className="panel span-4" aria-label="Recent errors">
          <div className="h-11" />
          <TableSkeleton rows={5} />
        </section>
        <section className="panel span-8" aria-label="Top agents">
          <div className="h-11" />
          <TableSkeleton rows={TABLE_ROWS} />
        </section>
        <section className="panel span-4" aria-label="Teams">
          <div className="h-11" />
          <TableSkeleton rows={TABLE_ROWS} />
        </section>
        <section className="panel span-8" aria-label="When agents work">
          <div className="px-4 pt-12 pb-4">
            <Skeleton className="h-[226px]" />
          </div>
        </section>
        <section className="panel span-4" aria-label="Budget and quota">
          <div className="h-11" />
          <TableSkeleton rows={5} />
        </section>
      </main>
    </ShellFrame>
  );
}
