import { keepaliveRoom } from "./fetch-transport.ts";
import { hostPage } from "./runtime.ts";

/** Calls back when the page may not come back: hidden, closed, or put aside. Where there is no page, does nothing. */
export function onPageLeave(leave: (room: number) => void): void {
  const page = hostPage();
  page?.addEventListener("pagehide", () => leave(keepaliveRoom()));
  page?.document.addEventListener("visibilitychange", () => {
    if (page.document.visibilityState === "hidden") leave(keepaliveRoom());
  });
}
