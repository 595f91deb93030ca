import type { RegionJobs } from "../../contract/jobs.ts";
import type { RegionOperator } from "../../contract/replay.ts";
import { createEventReader, type EventReader } from "../../stores/clickhouse/event-reader.ts";
import { type Database, openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { openAuthSession } from "./auth/auth-session.ts";
import { type Auth, createAuth } from "./auth/create-auth.ts";
import { type ApiConfig, readConfig } from "./config.ts";
import type { RequestContext } from "./context.ts";
import type { SendMail } from "./mail/mail.ts";
import { putInOutbox } from "./mail/outbox.ts";
import { sendByHttp } from "./mail/send-by-http.ts";
import { logError } from "./http/log-error.ts";
import { noteTimings, type QueryTiming } from "./http/query-timings.ts";
import { readRequestId } from "./http/request-id.ts";

/** Parts that hold no connection and serve every request of an isolate. */
interface IsolateParts {
  config: ApiConfig;
  database: Database;
  authDatabase: Database;
  sendMail: SendMail;
  sessions: Auth;
  events: EventReader;
}

let parts: IsolateParts | undefined;

/** The isolate's parts, made from its settings once. Throws when the settings are not usable. */
export function isolateParts(env: ApiEnv): IsolateParts {
  return parts ??= assembleParts(readConfig(env));
}

function assembleParts(config: ApiConfig): IsolateParts {
  useNeonEndpoints(config.neon);
  const authDatabase = openDatabase(config.authDatabaseUrl);
  const sendMail = config.mail === "outbox" ? putInOutbox : sendByHttp(config.mail);
  return {
    config,
    database: openDatabase(config.databaseUrl),
    authDatabase,
    sendMail,
    // Reading a session is one question, or two: over HTTP it needs no connection.
    sessions: createAuth(config, { database: authDatabase, transactions: false }, authDatabase, {
      sendMail,
      waitUntil: () => {},
    }),
    events: createEventReader(config.clickhouse),
  };
}

/** Binds a request to the Worker's parts. */
export function openContext(request: Request, env: ApiEnv, execution: Pick<ExecutionContext, "waitUntil">) {
  const shared = isolateParts(env);
  const waitUntil = (work: Promise<unknown>) =>
    execution.waitUntil(work.catch((error: unknown) => logError("work after an answer failed", error)));
  const timings: QueryTiming[] = [];
  return {
    ...shared,
    events: { ...noteTimings(shared.events, timings), ledgers: new Map() },
    timings,
    requestId: readRequestId(request.headers),
    now: Date.now(),
    continent: (request.cf as { continent?: string } | undefined)?.continent,
    signal: request.signal,
    keyVerdicts: env.KEY_VERDICTS,
    orgLive: env.ORG_LIVE,
    // The generated type knows the services but not their entry points' methods.
    operators: {
      us: env.OPERATOR_US as unknown as RegionOperator,
      eu: env.OPERATOR_EU as unknown as RegionOperator,
    },
    jobs: { us: env.JOBS_US as unknown as RegionJobs, eu: env.JOBS_EU as unknown as RegionJobs },
    auth: openAuthSession(shared.config, shared.authDatabase, { sendMail: shared.sendMail, waitUntil }),
    waitUntil,
  } satisfies RequestContext;
}
