import type { Cursor } from "./cursor.ts";
import { POINT, ZERO } from "./sign.ts";

/** So many digits are a whole number that a double holds exactly, and so is every power of ten up to 1e22. */
const MAX_DIGITS = 15;
const POWERS = Array.from({ length: MAX_DIGITS + 1 }, (_, exponent) => 10 ** exponent);

/** Reads a number of at most fifteen digits that is neither negative nor has an exponent: exactly what JSON.parse makes of it. */
export function readNumber(cursor: Cursor): boolean {
  const { bytes } = cursor;
  const from = cursor.at;
  let at = from;
  let value = 0;
  let digit = (bytes[at] ?? 0) - ZERO;
  for (; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) value = value * 10 + digit;
  const whole = at - from;
  cursor.isWhole = bytes[at] !== POINT;
  let fraction = 0;
  if (!cursor.isWhole) {
    const point = at;
    digit = (bytes[++at] ?? 0) - ZERO;
    for (; digit >= 0 && digit <= 9; digit = (bytes[++at] ?? 0) - ZERO) value = value * 10 + digit;
    fraction = at - point - 1;
    if (fraction === 0) return false;
  }
  if (whole === 0 || whole + fraction > MAX_DIGITS || (whole > 1 && bytes[from] === ZERO)) return false;
  cursor.value = cursor.isWhole ? value : value / (POWERS[fraction] ?? 1);
  cursor.at = at;
  return true;
}
