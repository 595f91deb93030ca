/** Where a session is shown. */
export function sessionPath(sessionId: string): string {
  return `/session?id=${encodeURIComponent(sessionId)}`;
}
