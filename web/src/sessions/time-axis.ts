import { WHOLE, type Zoom } from "./zoom.ts";

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
  /** Where an instant lies, as a share of the axis: from 0 to 1, unless it lies outside of what is zoomed to. */
  place: (instant: number) => number;
  folds: readonly Fold[];
  ticks: readonly AxisTick[];
}

/** Idle longer than this is folded. */
const IDLE_MS = 60_000;
const FOLD_SHARE = 0.03;
/** All folds together take no more than this. */
const MAX_FOLDED_SHARE = 0.4;
const STEPS_SECONDS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 86_400, 604_800];
const STEPS_MS = [1, 2, 5, 10, 20, 50, 100, 200, 500].concat(STEPS_SECONDS.map((s) => s * 1_000));
const MAX_TICKS = 8;

interface Piece extends Span {
  left: number;
  width: number;
  folded: boolean;
}

/**
 * Lays spans out on an axis. With `fold`, stretches of over a minute in which nothing happened become narrow columns.
 * @param zoom the part of the axis that is drawn over its whole width; instants outside of it lie below 0 or above 1
 */
export function layOutTime(spans: readonly Span[], fold: boolean, zoom: Zoom = WHOLE): TimeAxis {
  const busy = fold ? mergeSpans(spans) : wholeOf(spans);
  const pieces = measure(busy).map((piece) => enlarge(piece, zoom));
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

function enlarge(piece: Piece, { from, to }: Zoom): Piece {
  return { ...piece, left: (piece.left - from) / (to - from), width: piece.width / (to - from) };
}

function placeIn(pieces: readonly Piece[], instant: number): number {
  const piece = pieces.find(({ end }) => instant <= end) ?? pieces.at(-1);
  if (piece === undefined) return 0;
  const length = piece.end - piece.start;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (instant - piece.start) / length));
  return piece.left + share * piece.width;
}

/** Marks at equal steps of drawn time, in every piece from its start, as far as they can be seen. */
function tickPieces(pieces: readonly Piece[]): AxisTick[] {
  const begin = pieces[0]?.start ?? 0;
  const drawn = pieces.filter(({ folded }) => !folded);
  const seen = drawn.reduce((sum, piece) => sum + (piece.end - piece.start) * shareSeen(piece), 0);
  const step = STEPS_MS.find((candidate) => seen / candidate <= MAX_TICKS) ?? (STEPS_MS.at(-1) ?? 1);
  return drawn.flatMap((piece) => tickPiece(piece, step, begin));
}

function tickPiece({ start, end, left, width }: Piece, step: number, begin: number): AxisTick[] {
  const length = end - start;
  if (length === 0) return left < 0 || left > 1 ? [] : [{ left, elapsed: start - begin }];
  const perMs = width / length;
  const first = Math.max(0, Math.ceil(-left / perMs / step));
  const last = Math.min(Math.ceil(length / step) - 1, Math.floor((1 - left) / perMs / step));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => ({
    left: left + (first + i) * step * perMs,
    elapsed: start + (first + i) * step - begin,
  }));
}

/** How much of a piece lies within the axis, from 0 to 1. */
function shareSeen({ left, width }: Piece): number {
  return width === 0 ? 0 : Math.max(0, Math.min(1, left + width) - Math.max(0, left)) / width;
}
