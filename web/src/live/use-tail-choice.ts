import { useCallback, useMemo } from "react";
import { useSearch } from "../filters/use-view.ts";
import { parseChoice, type TailChoice, writeChoice } from "./tail-choice.ts";

/** What the URL says of the tail, and how to change it. */
export function useTailChoice(): [TailChoice, (change: Partial<TailChoice>) => void] {
  const [search, show] = useSearch();
  const choice = useMemo(() => parseChoice(search), [search]);
  const change = useCallback((part: Partial<TailChoice>) => {
    const params = new URLSearchParams(location.search);
    show(writeChoice({ ...parseChoice(location.search), ...part }, params));
  }, [show]);
  return [choice, change];
}
