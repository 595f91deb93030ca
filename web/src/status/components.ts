/** Something that people rely on, and the dependency that it stands on. */
export interface ServicePart {
  name: string;
  about: string;
  dependency: string;
}

/** The parts of the service, in the order in which they are shown. */
export const SERVICE_PARTS: readonly ServicePart[] = [
  { name: "Sign-in and settings", about: "Accounts, keys, members", dependency: "postgres" },
  { name: "Ingest", about: "Events are taken as long as their key is known", dependency: "key_cache" },
  { name: "Live view, US", about: "Windows, sessions, event tail", dependency: "live_us" },
  { name: "Live view, EU", about: "Windows, sessions, event tail", dependency: "live_eu" },
  { name: "History, US", about: "Charts, tables, search, exports", dependency: "clickhouse_us" },
  { name: "History, EU", about: "Charts, tables, search, exports", dependency: "clickhouse_eu" },
];

/** What stands on a dependency, in words. */
export function partName(dependency: string): string {
  return SERVICE_PARTS.find((part) => part.dependency === dependency)?.name ?? dependency;
}
