import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ShellFrame } from "./AppShell.tsx";
import { hasPeriod, type PageId } from "./pages.ts";
import { TopBar } from "./TopBar.tsx";

const nothing = () => {};

/** What a view shows before its script runs: the same frame, and the boxes of its content. */
export function ViewSkeleton({ page, title }: { page: PageId; title: string }) {
  return (
    <ShellFrame page={page} me={undefined} onSearch={nothing} onHelp={nothing}>
      <TopBar title={title} />
      {hasPeriod(page) && (
        <div className="filter-bar">
          <Skeleton className="h-7 w-20" />
          <Skeleton className="ml-auto h-7 w-56" />
        </div>
      )}
      <main id="main" className="content">
        <div className="panel">
          <div className="min-h-11" />
          <TableSkeleton rows={8} />
        </div>
      </main>
    </ShellFrame>
  );
}
