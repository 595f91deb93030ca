import { useCallback, useMemo, useSyncExternalStore } from "react";
import { parseView, type ViewState, writeView } from "./view-state.ts";

const CHANGED = "fleetglass:view";

function subscribe(notify: () => void): () => void {
  addEventListener("popstate", notify);
  addEventListener(CHANGED, notify);
  return () => {
    removeEventListener("popstate", notify);
    removeEventListener(CHANGED, notify);
  };
}

/** Changes part of the view that the URL holds. */
export function changeView(change: Partial<ViewState>): void {
  const search = writeView({ ...parseView(location.search), ...change });
  history.pushState(null, "", `${location.pathname}${search}`);
  dispatchEvent(new Event(CHANGED));
}

/** The view that the URL holds, and how to change it. */
export function useView(): [ViewState, typeof changeView] {
  const search = useSyncExternalStore(subscribe, () => location.search, () => "");
  const view = useMemo(() => parseView(search), [search]);
  return [view, useCallback(changeView, [])];
}
