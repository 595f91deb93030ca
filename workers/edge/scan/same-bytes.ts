/** Whether two stretches of bytes are the same, compared four at a time; the last four may overlap those before. */
export function isSame(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  if (atA + length > a.byteLength) return false;
  const last = length - 4;
  if (last < 0) return isSameSingly(a, atA, b, atB, length);
  for (let i = 0; i < last; i += 4) if (a.getInt32(atA + i, true) !== b.getInt32(atB + i, true)) return false;
  return a.getInt32(atA + last, true) === b.getInt32(atB + last, true);
}

function isSameSingly(a: DataView, atA: number, b: DataView, atB: number, length: number): boolean {
  for (let i = 0; i < length; i++) if (a.getUint8(atA + i) !== b.getUint8(atB + i)) return false;
  return true;
}

/** The bytes of an ASCII text, to compare others with. */
export function viewOf(text: string): DataView {
  return new DataView(new TextEncoder().encode(text).buffer);
}
