const HOME = "/";
const LOGIN = "/login";

/**
 * Where to go after signing in: a path of our own origin, or the overview. `//host`, `/\host` and control characters, which
 * browsers read as another host or drop, are not paths.
 */
export function nextPath(search: string): string {
  const next = new URLSearchParams(search).get("next");
  if (next === null || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(next) || next.startsWith(LOGIN)) return HOME;
  return next;
}

/** The sign-in page that leads back to `path`. */
export function loginPath(path: string): string {
  return path === HOME ? LOGIN : `${LOGIN}?next=${encodeURIComponent(path)}`;
}
