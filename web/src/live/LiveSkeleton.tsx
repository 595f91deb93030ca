import { ShellFrame } from "../shell/AppShell.tsx";
import { TopBar } from "../shell/TopBar.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

const nothing = () => {};

/** What the live view shows before its script runs: the exact boxes of its content. */
export function LiveSkeleton() {
  return (
    <ShellFrame page="live" me={undefined} onSearch={nothing} onHelp={nothing}>
      <TopBar title="Live" />
      <main id="main" className="content border-t border-line">
        <section className="panel h-[404px] p-4" aria-label="Last 10 minutes">
          <Skeleton className="h-full" />
        </section>
        <section className="panel span-7 h-[558px] p-4" aria-label="Active sessions">
          <Skeleton className="h-full" />
        </section>
        <section className="panel span-5 h-[558px] p-4" aria-label="Event tail">
          <Skeleton className="h-full" />
        </section>
      </main>
    </ShellFrame>
  );
}
