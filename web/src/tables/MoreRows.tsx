import { Button } from "../ui/Button.tsx";

interface MoreRowsProps {
  shown: number;
  /** In the plural. */
  noun: string;
  /** How many there are, where that is known. */
  total?: number | undefined;
  order?: string | undefined;
  hasMore: boolean;
  busy: boolean;
  onMore: () => void;
}

/** The line under a list: how much of it is shown, and the way to more. */
export function MoreRows({ shown, noun, total, order, hasMore, busy, onMore }: MoreRowsProps) {
  const count = !hasMore ? `All ${shown}` : total === undefined ? String(shown) : `${shown} of ${total}`;
  return (
    <div className="flex min-h-11 items-center gap-3 border-t border-line px-4 text-12 text-text-3">
      <span>{count} {noun}{order === undefined ? "" : `, ${order}`}</span>
      {hasMore && (
        <Button size="sm" className="ml-auto" disabled={busy} aria-busy={busy} onClick={onMore}>
          {busy ? "Loading" : "Load more"}
        </Button>
      )}
    </div>
  );
}
