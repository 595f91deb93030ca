/** A saved view, as far as it can name somebody. */
export interface ViewText {
  id: string;
  name: string;
  /** What follows the `?` of a page's address. */
  state: string;
}

/** Ids of views whose name or filters name somebody. Ids stand as whole values, addresses also within a text. */
export function viewsNaming(views: readonly ViewText[], names: readonly string[]): string[] {
  const wanted = new Set(names.map((name) => name.toLowerCase()));
  const addresses = [...wanted].filter((name) => name.includes("@"));
  const isNaming = (text: string) => {
    const lower = text.toLowerCase();
    return lower.split(",").some((part) => wanted.has(part)) || addresses.some((address) => lower.includes(address));
  };
  return views.filter(({ name, state }) => [name, ...new URLSearchParams(state).values()].some(isNaming))
    .map(({ id }) => id);
}
