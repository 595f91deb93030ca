import { useCallback, useMemo, useSyncExternalStore } from "react";
import { parseView, type ViewState, writeSearch, writeView } from "./view-state.ts";

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
  showSearch(writeView({ ...parseView(location.search), ...change }, location.search));
}

function showSearch(search: string): void {
  history.pushState(null, "", `${location.pathname}${search}`);
  dispatchEvent(new Event(CHANGED));
}

/** The view that the URL holds, and how to change it. */
export function useView(): [ViewState, typeof changeView] {
  const search = useSyncExternalStore(subscribe, () => location.search, () => "");
  const view = useMemo(() => parseView(search), [search]);
  return [view, useCallback(changeView, [])];
}

/** The query string, and how to put another in its place. */
export function useSearch(): [string, (params: URLSearchParams) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search, () => "");
  return [search, useCallback((params) => showSearch(writeSearch(params)), [])];
}

/** A parameter of a page's own in the URL, and how to change it; `null` takes it out. */
export function useParam(name: string): [string | null, (value: string | null) => void] {
  const search = useSyncExternalStore(subscribe, () => location.search, () => "");
  const change = useCallback((value: string | null) => {
    const params = new URLSearchParams(location.search);
    if (value === null || value === "") params.delete(name);
    else params.set(name, value);
    showSearch(writeSearch(params));
  }, [name]);
  return [new URLSearchParams(search).get(name), change];
}
