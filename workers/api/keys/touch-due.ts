const TOUCH_MS = 60_000;

/** Whether a key's use is to be noted again; it is at most once a minute. `now` is epoch ms. */
export function isTouchDue(lastUsedAt: Date | null, now: number): boolean {
  return lastUsedAt === null || now - lastUsedAt.getTime() > TOUCH_MS;
}
