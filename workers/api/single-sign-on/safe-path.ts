/** A path of the dashboard to go on to; the overview in place of anything that a browser could read as another site. */
export function safePath(path: string): string {
  return /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path) && !path.startsWith("/auth") ? path : "/";
}
