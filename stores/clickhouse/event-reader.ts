import { type ClickHouseClient, ClickHouseError, createClient } from "@clickhouse/client-web";
import { AppError } from "../../contract/problem.ts";
import { type Region, REGIONS } from "../../contract/tenant.ts";
import { ORG_HEADER, type TenantQuery } from "./tenant-query.ts";

/** How one region is reached, as a user that may only read. */
export interface ReadAccess {
  url: string;
  database: string;
  user: string;
  password: string;
}

/** Reads events. It takes tenants' queries only, so nothing can be asked across organisations. */
export interface EventReader {
  /** A query's rows; `tell` hears what they cost. Throws STORE_UNAVAILABLE, or QUERY_TOO_WIDE. */
  rows<Row>(query: TenantQuery<Row>, signal: AbortSignal, tell?: (cost: QueryCost) => void): Promise<Row[]>;
  /**
   * What the ledgers said, by what was asked of them: the questions of one request ask once. A reader that outlives requests has
   * none and asks each time.
   */
  ledgers?: Map<string, Promise<unknown[]>>;
  /** Resolves when a region answers; throws STORE_UNAVAILABLE when it does not. */
  ping(region: Region, signal: AbortSignal): Promise<void>;
}

/** What a query cost the store, as far as it says so when its answer begins. */
export interface QueryCost {
  rowsRead: number;
}

const TIMEOUT_MS = 20_000;
/** Sooner than the reader gives up, so that a question that takes too long is told from a store that does not answer. */
const LONGEST_SECONDS = 18;

/** ClickHouse's codes for a query that reads, holds or takes more than the reading user may. */
const TOO_WIDE = new Set(["158", "159", "160", "241", "307", "396"]);

/** Opens a reader with each region's own credentials. It holds no connection, so it may outlive a request. */
export function createEventReader(access: Record<Region, ReadAccess>): EventReader {
  const clients = Object.fromEntries(REGIONS.map((region) => [region, connect(access[region])])) as Record<
    Region,
    ClickHouseClient
  >;
  return {
    rows: (query, signal, tell) => readRows(clients[query.tenant.region], query, signal, tell),
    ping: async (region, signal) => {
      // Asked as the reading user: the unauthenticated ping answers even when the credentials do not work.
      await answerOf(clients[region].query({ query: "SELECT 1", format: "JSONEachRow", abort_signal: signal }));
    },
  };
}

function connect({ url, database, user, password }: ReadAccess) {
  return createClient({
    url,
    database,
    username: user,
    password,
    application: "fleetglass-api",
    request_timeout: TIMEOUT_MS,
    // Whoever leaves takes the question along.
    clickhouse_settings: { cancel_http_readonly_queries_on_client_close: 1, max_execution_time: LONGEST_SECONDS },
  });
}

async function readRows<Row>(
  client: ClickHouseClient,
  query: TenantQuery<Row>,
  signal: AbortSignal,
  tell?: (cost: QueryCost) => void,
): Promise<Row[]> {
  const result = await answerOf(client.query({
    query: query.text,
    query_params: query.params,
    format: "JSONEachRow",
    abort_signal: signal,
    http_headers: { [ORG_HEADER]: query.tenant.orgId },
  }));
  tell?.(readCost(result.response_headers["x-clickhouse-summary"]));
  return await answerOf(result.json<Row>());
}

function readCost(summary: string | string[] | undefined): QueryCost {
  const said = typeof summary === "string" ? JSON.parse(summary) as { read_rows?: string } : {};
  return { rowsRead: Number(said.read_rows ?? 0) };
}

/** Waits for an answer. Throws STORE_UNAVAILABLE without one, and QUERY_TOO_WIDE for more than a reader may read. */
export async function answerOf<T>(question: Promise<T>): Promise<T> {
  try {
    return await question;
  } catch (cause) {
    if (!(cause instanceof ClickHouseError)) {
      throw new AppError("STORE_UNAVAILABLE", "The event store does not answer.", { retryAfterSeconds: 5, cause });
    }
    if (!TOO_WIDE.has(cause.code)) throw cause;
    throw new AppError("QUERY_TOO_WIDE", "The question is too wide: ask for a shorter period.", {
      places: [{ pointer: "/period", detail: "The period holds more events than one question may read." }],
      cause,
    });
  }
}
