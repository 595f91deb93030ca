import { useSyncExternalStore } from "react";

let refreshing = true;
const listeners = new Set<() => void>();

function setRefreshing(next: boolean): void {
  refreshing = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the view asks again by itself, and the switch for it. */
export function useRefresh(): [boolean, (refresh: boolean) => void] {
  return [useSyncExternalStore(subscribe, () => refreshing, () => true), setRefreshing];
}
