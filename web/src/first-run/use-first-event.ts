import { useEffect, useState, useSyncExternalStore } from "react";
import type { TailEvent } from "../../../contract/live.ts";
import { ask } from "../api/ask.ts";
import { LiveStore } from "../live/live-store.ts";

/** The first event as it was seen. */
export interface FirstEvent {
  /** `null` when it was only counted, not shown in the tail. */
  event: TailEvent | null;
  /** Epoch ms. */
  at: number;
}

const POLL_MS = 10_000;

/** Waits for the first event over the live socket; asks now and then as well, should the socket be blocked. */
export function useFirstEvent(): FirstEvent | null {
  const [store] = useState(() => new LiveStore(["metrics", "events"], {}));
  const { state } = useSyncExternalStore(store.subscribe, store.read);
  const [first, setFirst] = useState<FirstEvent | null>(null);
  const event = state.tail.at(-1);
  const counted = state.windows.size > 0;
  useEffect(() => {
    if (event !== undefined) setFirst((known) => (known?.event ? known : { event, at: event.received_at }));
    else if (counted) setFirst((known) => known ?? { event: null, at: Date.now() });
  }, [event, counted]);
  useEffect(() => {
    if (first !== null) return;
    const timer = setInterval(() => {
      ask("/v1/onboarding").then(({ first_event_at }) => {
        if (first_event_at !== null) setFirst((known) => known ?? { event: null, at: Date.parse(first_event_at) });
      }, () => undefined);
    }, POLL_MS);
    return () => clearInterval(timer);
  }, [first]);
  return first;
}
