import { COLON, POINT, ZERO } from "./sign.ts";

const DAY_MS = 86_400_000;
const [HYPHEN, T, Z] = [0x2d, 0x54, 0x5a];

/** The day read last, by its digits: the events of a batch are nearly always of one day. */
let lastDay = -1;
let lastDayMs = 0;

/**
 * Epoch milliseconds of `2026-11-21T09:15:03.123Z`, with or without milliseconds, from its bytes; −1 for any other spelling
 * and for dates that do not exist.
 */
export function readTime(bytes: Uint8Array, from: number, to: number): number {
  const hasMs = to - from === 24;
  if (!hasMs && to - from !== 20) return -1;
  if (bytes[from + 4] !== HYPHEN || bytes[from + 7] !== HYPHEN || bytes[from + 10] !== T) return -1;
  if (bytes[from + 13] !== COLON || bytes[from + 16] !== COLON || bytes[to - 1] !== Z) return -1;
  const day = dayMs(bytes, from);
  const hour = two(bytes, from + 11);
  const minute = two(bytes, from + 14);
  const second = two(bytes, from + 17);
  let ms = 0;
  if (hasMs) {
    if (bytes[from + 19] !== POINT) return -1;
    const ones = (bytes[from + 22] ?? 0) - ZERO;
    if (ones < 0 || ones > 9) return -1;
    ms = two(bytes, from + 20) * 10 + ones;
  }
  const isTime = day >= 0 && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60 &&
    ms >= 0;
  return isTime ? day + hour * 3_600_000 + minute * 60_000 + second * 1_000 + ms : -1;
}

function dayMs(bytes: Uint8Array, from: number): number {
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const month = two(bytes, from + 5);
  const date = two(bytes, from + 8);
  const day = (year * 100 + month) * 100 + date;
  if (year < 1970 || month < 1 || date < 1) return -1;
  if (day === lastDay) return lastDayMs;
  const ms = Date.UTC(year, month - 1, date);
  // `Date.UTC` takes the 30th of February for the 2nd of March, and the 13th month for January.
  if (new Date(ms).getUTCMonth() !== month - 1 || ms % DAY_MS !== 0) return -1;
  lastDay = day;
  return lastDayMs = ms;
}

/** The number that two digits make, or one far below zero. */
function two(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] ?? 0) - ZERO;
  const ones = (bytes[at + 1] ?? 0) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -100_000;
}
