const LOCAL_HOSTS = new Set(["127.0.0.1", "localhost", "[::1]"]);

/** Throws for a database on another machine: demo people have a password that everybody knows. */
export function requireLocal(databaseUrl: string, force: boolean): void {
  const { hostname } = new URL(databaseUrl);
  if (force || LOCAL_HOSTS.has(hostname)) return;
  throw new Error(
    `The demo organisations come with a well-known password, and ${hostname} is not this machine. ` +
      "Seed it only by force, and only if nobody else can reach it.",
  );
}
