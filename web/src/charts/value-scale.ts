/** A value axis: where its labels stand and where it begins and ends. */
export interface ValueScale {
  ticks: number[];
  low: number;
  high: number;
}

const NICE = [1, 2, 3, 5, 10, 20];
const HEAD_ROOM = 1.04;

function niceStep(span: number): number {
  const power = 10 ** Math.floor(Math.log10(span / 4));
  // The tolerance keeps 0.3 / 0.1 from being just above three.
  const nice = NICE.find((factor) => span / (factor * power) < 4 - 1e-9) ?? 20;
  return nice * power;
}

function ticksBetween(first: number, last: number, step: number): number[] {
  const count = Math.floor((last - first) / step + 1e-9);
  return Array.from({ length: count + 1 }, (_, i) => Number((first + i * step).toPrecision(12)));
}

/**
 * The axis of counts and money: from zero, three or four labels in steps of 1, 2, 3 or 5.
 * @param smallestStep 1 for what is counted, of which there are no halves
 */
export function valueScale(max: number, smallestStep = 0): ValueScale {
  if (!(max > 0)) return { ticks: [0], low: 0, high: 1 };
  const ticks = ticksBetween(0, max, Math.max(smallestStep, niceStep(max)));
  return { ticks, low: 0, high: Math.max(max * HEAD_ROOM, ticks.at(-1) ?? 1) };
}

/** The axis of a ratio whose values lie in a band away from zero, as success rates do; it ends at 1. */
export function ratioScale(min: number, max: number): ValueScale {
  const step = niceStep(Math.max((max - min) * 1.2, 0.02));
  const low = Math.max(0, Math.floor((min - (max - min) * 0.1) / step + 1e-9) * step);
  const high = Math.min(1, Math.max(max, low + 2 * step));
  return { ticks: ticksBetween(low, high, step), low, high };
}
