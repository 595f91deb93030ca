import { Skeleton } from "./Skeleton.tsx";

/** The boxes of a table that is loading. */
export function TableSkeleton({ rows }: { rows: number }) {
  return (
    <div aria-hidden="true">
      <div className="h-8 border-b border-line" />
      {Array.from(
        { length: rows },
        (_, row) => (
          <div key={row} className="flex h-9 items-center justify-between border-b border-line px-4 last:border-b-0">
            <Skeleton className="h-3 w-32" />
            <Skeleton className="h-3 w-2/5" />
          </div>
        ),
      )}
    </div>
  );
}
