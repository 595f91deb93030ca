import { linkTo } from "./link-to.ts";
import type { Filter } from "./view-state.ts";

/** Goes to the rows of a stretch of time (epoch ms, `to` is exclusive), with the present filters and some more. */
export function openSpan(path: string, from: number, to: number, filters: readonly Filter[] = []): void {
  const bounds = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  location.assign(linkTo(path, filters, { period: "custom", ...bounds }));
}
