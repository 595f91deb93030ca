const MOST = 500;
const records = new Map<string, string[]>();

/** Notes TXT records of a name in memory, in place of those that a developer's machine cannot put into the DNS. */
export function noteLocalText(name: string, texts: string[]): void {
  records.delete(name);
  records.set(name, texts);
  for (const oldest of [...records.keys()].slice(0, Math.max(0, records.size - MOST))) records.delete(oldest);
}

/** The noted TXT records of a name. */
export function readLocalText(name: string): string[] {
  return records.get(name) ?? [];
}
