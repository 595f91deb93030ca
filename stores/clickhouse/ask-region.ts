/** How one region's ClickHouse is reached. */
export interface RegionAccess {
  /** Origin of the HTTP interface. */
  url: string;
  database: string;
  user: string;
  password: string;
}

/** A statement, and what goes with it. */
export interface Statement {
  text: string;
  /** Values of `{name:Type}` in the text, as ClickHouse reads them. */
  params?: Record<string, string | number>;
  settings?: Record<string, string | number>;
  /** Rows of an insert. */
  body?: BodyInit;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** An answer of ClickHouse that is not the one wanted. It says the error's name and number; the sentence can quote rows. */
export class ClickHouseFailure extends Error {
  override readonly name = "ClickHouseFailure";

  constructor(readonly errorName: string, readonly code: number) {
    super(`ClickHouse answered ${errorName} (${code})`);
  }
}

/**
 * Sends a statement and resolves once the answer begins; its body is the caller's to read. Throws {@link ClickHouseFailure}
 * for what ClickHouse refuses, and the runtime's own error where it does not answer.
 */
export async function askRegion(access: RegionAccess, statement: Statement): Promise<Response> {
  const { text, params = {}, settings = {}, body, headers = {}, signal } = statement;
  const url = new URL(access.url);
  url.searchParams.set("database", access.database);
  for (const [name, value] of Object.entries(params)) url.searchParams.set(`param_${name}`, String(value));
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, String(value));
  if (body !== undefined) url.searchParams.set("query", text);
  const response = await fetch(url, {
    method: "POST",
    headers: { ...headers, "x-clickhouse-user": access.user, "x-clickhouse-key": access.password },
    body: body ?? text,
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await readFailure(response);
  return response;
}

/** The rows of a question, as objects. */
export async function askRows<Row>(access: RegionAccess, statement: Statement): Promise<Row[]> {
  const settings = { output_format_json_quote_64bit_integers: 1, ...statement.settings };
  const text = `${statement.text}\nFORMAT JSONEachRow`;
  const answer = await (await askRegion(access, { ...statement, text, settings })).text();
  return answer.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Row);
}

/** Does what a statement says and waits until it is done. */
export async function tellRegion(access: RegionAccess, statement: Statement): Promise<void> {
  await (await askRegion(access, statement)).text();
}

async function readFailure(response: Response): Promise<ClickHouseFailure> {
  const text = await response.text();
  const code = Number(response.headers.get("x-clickhouse-exception-code") ?? 0);
  const name = /\(([A-Z][A-Z0-9_]+)\)(?: \(version [^)]*\))?\s*$/.exec(text)?.[1] ?? `status ${response.status}`;
  return new ClickHouseFailure(name, code);
}
