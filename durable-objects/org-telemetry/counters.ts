import type { CounterPoint } from "../../contract/telemetry.ts";
import { TOUCH_INTERVAL_MS } from "./constants.ts";
import type { Increase, TelemetryStorage } from "./storage.ts";

const NANO = 1e9;
const NOTHING: Increase = { value: 0, count: 0 };

/**
 * How much a counter rose at a point. The same point again has the same answer. A counter is known by its series and start
 * time, so a restarted one begins at zero; one that falls without a new start was reset as well. A point that comes after a
 * later one adds nothing: the later one has said it.
 */
export function advance(storage: TelemetryStorage, point: CounterPoint, now: number): Increase {
  const { series, start, time, value, count = 0 } = point;
  if (point.temporality === "delta") return { value, count };
  const told = storage.readIncrease(series, start, time);
  if (told !== undefined) return told;
  const last = storage.readCounter(series, start);
  if (last !== undefined && time <= last.time) return NOTHING;
  const isUnchanged = last !== undefined && value === last.value && count === last.count;
  if (isUnchanged) {
    if (now - last.touched > TOUCH_INTERVAL_MS) storage.writeCounter(series, start, { ...last, time, touched: now });
    return NOTHING;
  }
  const isReset = last === undefined || value < last.value || count < last.count;
  const increase = isReset ? { value, count } : { value: subtract(value, last.value), count: count - last.count };
  storage.writeCounter(series, start, { time, value, count, touched: now });
  storage.writeIncrease(series, start, time, increase, now);
  return increase;
}

/** The difference of two amounts that are multiples of 1e-9, free of what binary fractions add to it. */
function subtract(a: number, b: number): number {
  const difference = a - b;
  return Number.isInteger(difference) ? difference : (Math.round(a * NANO) - Math.round(b * NANO)) / NANO;
}
