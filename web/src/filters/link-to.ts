import { type Filter, parseView, type ViewState, writeView } from "./view-state.ts";

/**
 * The address of a view with the present period and filters, and some more filters or another period: how a figure leads to
 * the rows behind it. A filter that names a column anew takes the place of the present one.
 */
export function linkTo(path: string, filters: readonly Filter[] = [], change: Partial<ViewState> = {}): string {
  const view = parseView(location.search);
  const names = new Set(filters.map(({ name }) => name));
  const kept = view.filters.filter(({ name }) => !names.has(name));
  return `${path}${writeView({ ...view, split: null, interval: null, ...change, filters: [...kept, ...filters] })}`;
}

/** A filter for one value of a column. */
export function only(name: Filter["name"], value: string): Filter {
  return { name, exclude: false, values: [value] };
}
