import { Button } from "../ui/Button.tsx";

interface MoreRowsProps {
  shown: number;
  /** In the plural. */
  noun: string;
  sorted: string;
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
}

/** The line under a list: how much of it is shown, and the way to more. */
export function MoreRows({ shown, noun, sorted, hasMore, busy, onMore }: MoreRowsProps) {
  return (
    <div className="flex min-h-11 items-center gap-3 border-t border-line px-4 text-12 text-text-3">
      <span>{hasMore ? `${shown} ${noun}` : `All ${shown} ${noun}`}, {sorted}</span>
      {hasMore && (
        <Button size="sm" className="ml-auto" disabled={busy} aria-busy={busy} onClick={onMore}>
          {busy ? "Loading" : "Load more"}
        </Button>
      )}
    </div>
  );
}
