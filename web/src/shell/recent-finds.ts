/** Something that was found and opened, as it is offered again. */
export interface RecentFind {
  label: string;
  path: string;
}

const PREFIX = "fleetglass.recent.";
const MOST = 6;

/** What was opened last in an organisation, the latest first. */
export function readRecent(orgId: string): RecentFind[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(PREFIX + orgId) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isFind).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Keeps what is opened, in this browser and for this organisation only. */
export function keepRecent(orgId: string, { label, path }: RecentFind): void {
  const others = readRecent(orgId).filter((find) => find.path !== path);
  try {
    localStorage.setItem(PREFIX + orgId, JSON.stringify([{ label, path }, ...others].slice(0, MOST)));
  } catch {
    // Storage is blocked or full: nothing is offered again.
  }
}

/** Forgets what was opened in every organisation: whoever signs in next is somebody else. */
export function forgetRecent(): void {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  } catch {
    // Storage is blocked: nothing was kept.
  }
}

function isFind(value: unknown): value is RecentFind {
  if (typeof value !== "object" || value === null) return false;
  const { label, path } = value as Partial<RecentFind>;
  // Only paths of this site: what lies in storage is not trusted with where it leads.
  return typeof label === "string" && typeof path === "string" && /^\/(?![/\\])/.test(path);
}
