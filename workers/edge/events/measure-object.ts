/** How deeply an object nests (itself is level 1), looking no further than `limit + 1`. */
export function depthOf(value: unknown, limit: number): number {
  if (typeof value !== "object" || value === null) return 0;
  if (limit <= 0) return 1;
  let deepest = 0;
  for (const child of Object.values(value)) {
    if (typeof child !== "object" || child === null) continue;
    deepest = Math.max(deepest, depthOf(child, limit - 1));
    if (deepest >= limit) break;
  }
  return deepest + 1;
}

/** UTF-8 length of a text; exact only where it could matter, that is near or above `limit`. */
export function byteLength(text: string, limit: number): number {
  // A UTF-16 unit is at most three UTF-8 bytes.
  return text.length * 3 <= limit ? text.length : new TextEncoder().encode(text).length;
}
