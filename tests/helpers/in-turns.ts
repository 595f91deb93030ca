/** Does something for all of a list, a few at a time: the machine has few cores. Answers come in the list's order. */
export async function inTurns<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let at = 0; at < all.length; at += atOnce) {
    results.push(...await Promise.all(all.slice(at, at + atOnce).map(work)));
  }
  return results;
}
