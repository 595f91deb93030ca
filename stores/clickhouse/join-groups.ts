import type { Group } from "./aggregate-events.ts";
import { type FigureName, FIGURES } from "./figures.ts";

/**
 * Puts the answers to parts of a question together, group by group, and computes what is made of several. The first answer has
 * every group; what another does not tell of one is as it is of no events.
 */
export function joinGroups<F extends FigureName>(
  [first = [], ...others]: readonly (readonly Group<FigureName>[])[],
  figures: readonly F[],
): Group<F>[] {
  const told = others.map((groups) => new Map(groups.map((group) => [nameOf(group), group.figures])));
  return first.map((group) => {
    const name = nameOf(group);
    const known: Partial<Record<FigureName, number | null>> = Object.assign(
      { ...group.figures },
      ...told.map((answer) => answer.get(name)),
    );
    return { ...group, figures: Object.fromEntries(figures.map((figure) => [figure, valueOf(figure, known)])) };
  }) as Group<F>[];
}

function nameOf({ isWhole, side, bucket, keys }: Group<FigureName>): string {
  return JSON.stringify(isWhole ? keys : [side, bucket, keys]);
}

function valueOf(name: FigureName, known: Partial<Record<FigureName, number | null>>): number | null {
  const { madeOf, empty } = FIGURES[name];
  if (madeOf === undefined) return known[name] === undefined ? empty : known[name];
  const [first, second] = madeOf.figures.map((figure) => Number(valueOf(figure, known)));
  return madeOf.compute(first ?? 0, second ?? 0);
}
