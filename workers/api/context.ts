import type { Context } from "hono";
import type { RegionJobs } from "../../contract/jobs.ts";
import type { RegionOperator } from "../../contract/replay.ts";
import type { Region } from "../../contract/tenant.ts";
import type { Grants, Scope } from "../../contract/permissions.ts";
import type { EventReader } from "../../stores/clickhouse/event-reader.ts";
import type { Visibility } from "../../contract/visibility.ts";
import type { Database } from "../../stores/postgres/connect.ts";
import type { Membership } from "../../stores/postgres/members/find-memberships.ts";
import type { ORGANIZATION_COLUMNS } from "../../stores/postgres/organizations/organization-columns.ts";
import type { TenantDatabase } from "../../stores/postgres/tenant.ts";
import type { AuthSession } from "./auth/auth-session.ts";
import type { SendMail } from "./mail/mail.ts";
import type { Auth } from "./auth/create-auth.ts";
import type { ApiConfig } from "./config.ts";
import type { QueryTiming } from "./http/query-timings.ts";
import type { Ticket } from "./live/ticket.ts";

/** What a verb may use for one request. */
export interface RequestContext {
  config: ApiConfig;
  requestId: string;
  /** Epoch ms at which the request arrived. */
  now: number;
  /** Two-letter code of the continent that the request comes from, where the platform tells. */
  continent: string | undefined;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
  /** Postgres as the application's role. */
  database: Database;
  /** Postgres as the sign-in role. */
  authDatabase: Database;
  events: EventReader;
  /** How long the questions to the event store took, as they end. */
  timings: QueryTiming[];
  keyVerdicts: KVNamespace;
  orgLive: DurableObjectNamespace;
  /** Each region's consumer, for replays. */
  operators: Record<Region, RegionOperator>;
  /** Each region's jobs. */
  jobs: Record<Region, RegionJobs>;
  sendMail: SendMail;
  /** The sign-in library for reading sessions. */
  sessions: Auth;
  /** The sign-in library for changes. */
  auth: AuthSession;
  /** Keeps work going after the answer. */
  waitUntil(work: Promise<unknown>): void;
}

/** Somebody who is signed in. */
export interface SignedIn {
  user: { id: string; name: string; email: string };
  /** `expiresAt` in epoch ms. */
  session: { id: string; expiresAt: number };
  /** In the order of joining. */
  memberships: Membership[];
  /** The organisation that the session looks at; `undefined` for somebody who belongs to none. */
  active: Membership | undefined;
}

/** What is known of an organisation in each of its requests. */
export type OrganizationFacts = Pick<Membership, keyof typeof ORGANIZATION_COLUMNS>;

/** Who does something. `name` is for people to read. */
export interface Actor {
  kind: "user" | "api_key";
  id: string;
  name: string;
}

/** Somebody, or a program with an API key, who may do for an organisation what the route's permission names. */
export interface Member {
  actor: Actor;
  organization: OrganizationFacts;
  /** Everything that they may do. */
  grants: Grants;
  /** How far the route's permission reaches. */
  scope: Scope;
  /** What that lets them see of the organisation's events. */
  sees: Visibility;
  /** Postgres as the organisation sees it. */
  tenant: TenantDatabase;
}

/** A member who is signed in, and no program. */
export interface Person extends Member {
  user: SignedIn["user"];
  session: SignedIn["session"];
  memberships: Membership[];
  organization: Membership;
}

/** What hono hands to the Worker's handlers. */
export interface ApiTypes {
  Bindings: ApiEnv;
  Variables: {
    request: RequestContext;
    signedIn: SignedIn;
    member: Member;
    /** Missing where a program with an API key asks. */
    person: Person;
    ticket: Ticket;
  };
}

/** A handler's context. */
export type ApiContext = Context<ApiTypes>;
