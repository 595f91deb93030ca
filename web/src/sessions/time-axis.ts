/** Something that lasts. Epoch ms. */
export interface Span {
  start: number;
  end: number;
}

/** A stretch in which nothing happened, drawn narrower than it was. `left` and `width` are shares of the axis. */
export interface Fold extends Span {
  left: number;
  width: number;
}

/** A mark of the axis. */
export interface AxisTick {
  /** Share of the axis. */
  left: number;
  /** Time since the session began, in ms. */
  elapsed: number;
}

/** The axis of a waterfall. */
export interface TimeAxis {
  /** Where an instant lies, as a share of the axis from 0 to 1. */
  place: (instant: number) => number;
  folds: readonly Fold[];
  ticks: readonly AxisTick[];
}

/** Idle longer than this is folded. */
const IDLE_MS = 60_000;
const FOLD_SHARE = 0.03;
/** All folds together take no more than this. */
const MAX_FOLDED_SHARE = 0.4;
const STEPS_MS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400].map((s) =>
  s * 1_000
);
const MAX_TICKS = 8;

interface Piece extends Span {
  left: number;
  width: number;
  folded: boolean;
}

/** Lays spans out on an axis. With `fold`, stretches of over a minute in which nothing happened become narrow columns. */
export function layOutTime(spans: readonly Span[], fold: boolean): TimeAxis {
  const busy = fold ? mergeSpans(spans) : wholeOf(spans);
  const pieces = measure(busy);
  return {
    place: (instant) => placeIn(pieces, instant),
    folds: pieces.filter(({ folded }) => folded).map(({ start, end, left, width }) => ({ start, end, left, width })),
    ticks: tickPieces(pieces),
  };
}

/** Spans in order, those that are less than a minute apart joined. */
function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || start - last.end > IDLE_MS) merged.push({ start, end });
    else last.end = Math.max(last.end, end);
  }
  return merged;
}

function wholeOf(spans: readonly Span[]): Span[] {
  if (spans.length === 0) return [];
  return [{ start: Math.min(...spans.map(({ start }) => start)), end: Math.max(...spans.map(({ end }) => end)) }];
}

function measure(busy: readonly Span[]): Piece[] {
  const folds = Math.max(0, busy.length - 1);
  const foldWidth = folds === 0 ? 0 : Math.min(FOLD_SHARE, MAX_FOLDED_SHARE / folds);
  const total = busy.reduce((sum, { start, end }) => sum + end - start, 0);
  const room = 1 - folds * foldWidth;
  const pieces: Piece[] = [];
  let left = 0;
  for (const { start, end } of busy) {
    const before = pieces.at(-1);
    if (before !== undefined) {
      pieces.push({ start: before.end, end: start, left, width: foldWidth, folded: true });
      left += foldWidth;
    }
    // A session of instants alone has no length to share out.
    const width = total === 0 ? room / busy.length : ((end - start) / total) * room;
    pieces.push({ start, end, left, width, folded: false });
    left += width;
  }
  return pieces;
}

function placeIn(pieces: readonly Piece[], instant: number): number {
  const piece = pieces.find(({ end }) => instant <= end) ?? pieces.at(-1);
  if (piece === undefined) return 0;
  const length = piece.end - piece.start;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (instant - piece.start) / length));
  return piece.left + share * piece.width;
}

/** Marks at equal steps of drawn time, in every piece from its start. */
function tickPieces(pieces: readonly Piece[]): AxisTick[] {
  const begin = pieces[0]?.start ?? 0;
  const drawn = pieces.filter(({ folded }) => !folded);
  const total = drawn.reduce((sum, { start, end }) => sum + end - start, 0);
  const step = STEPS_MS.find((candidate) => total / candidate <= MAX_TICKS) ?? (STEPS_MS.at(-1) ?? 1);
  return drawn.flatMap(({ start, end, left, width }) => {
    const length = end - start;
    const count = length === 0 ? 1 : Math.ceil(length / step);
    return Array.from({ length: count }, (_, i) => ({
      left: left + (length === 0 ? 0 : (i * step / length) * width),
      elapsed: start + i * step - begin,
    }));
  });
}
