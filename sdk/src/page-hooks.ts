import { keepaliveRoom } from "./fetch-transport.ts";
import { isBrowser } from "./runtime.ts";

/** Calls back when the page may not come back: hidden, closed, or put aside. Where there is no page, does nothing. */
export function onPageLeave(leave: (room: number) => void): void {
  if (!isBrowser()) return;
  const leaveNow = () => leave(keepaliveRoom());
  addEventListener("pagehide", leaveNow);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") leaveNow();
  });
}
