export interface ClickHouseEndpoint {
  url: string;
  username: string;
  password: string;
  database?: string;
}

/** An error that ClickHouse answered, with its number. */
export class ClickHouseError extends Error {
  readonly code: number;

  constructor(statement: string, answer: string) {
    super(`ClickHouse refused "${abbreviate(statement)}": ${answer.trim()}`);
    this.code = Number(/Code: (\d+)/.exec(answer)?.[1] ?? 0);
  }
}

/** Sends one statement and answers the result as text. */
export async function askClickHouse(
  endpoint: ClickHouseEndpoint,
  statement: string,
  settings: Record<string, string> = {},
): Promise<string> {
  const url = new URL(endpoint.url);
  if (endpoint.database !== undefined) url.searchParams.set("database", endpoint.database);
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "X-ClickHouse-User": endpoint.username,
      "X-ClickHouse-Key": endpoint.password,
      // A kept connection would hold up an embedded engine when it stops.
      Connection: "close",
    },
    body: statement,
  });
  const text = await response.text();
  if (!response.ok) throw new ClickHouseError(statement, text);
  return text;
}

function abbreviate(statement: string): string {
  const line = statement.replaceAll(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 120)}…` : line;
}
