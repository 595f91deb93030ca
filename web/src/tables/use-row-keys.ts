import { type RefObject, useRef } from "react";
import { useShortcuts } from "../shell/use-shortcuts.ts";

/** Moves the focus between a table's rows with `j` and `k`. Goes on the element around the table. */
export function useRowKeys(): RefObject<HTMLDivElement | null> {
  const table = useRef<HTMLDivElement>(null);
  const move = (step: number) => () => {
    const rows = [...table.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []];
    const present = rows.findIndex((row) => row === document.activeElement);
    rows[present < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, present + step))]?.focus();
  };
  useShortcuts({ j: move(1), k: move(-1) });
  return table;
}
