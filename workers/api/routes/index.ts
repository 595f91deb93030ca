import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ApiTypes } from "../context.ts";
import { addAccountSessions } from "./account-sessions.ts";
import { addAudit } from "./audit.ts";
import { addHealth } from "./get-health.ts";
import { addLive } from "./get-live.ts";
import { addMe } from "./get-me.ts";
import { addOnboarding } from "./get-onboarding.ts";
import { addOpenapi } from "./get-openapi.ts";
import { addOutbox } from "./get-outbox.ts";
import { addIngestionReplay } from "./post-ingestion-replay.ts";
import { addKeys } from "./keys.ts";
import { addOrganizationPeople } from "./organization-people.ts";
import { addOrganizationSettings } from "./organization-settings.ts";
import { addOperatorJobs } from "./operator-jobs.ts";
import { addOrganizationLife } from "./organization.ts";
import { addOrganizationTeams } from "./organization-teams.ts";
import { addOperatorReplay } from "./post-operator-replay.ts";
import { addOperatorReprice } from "./post-operator-reprice.ts";
import { addPrices } from "./prices.ts";
import { addReads } from "./reads.ts";
import { addOrganization } from "./post-organization.ts";
import { addSessionOrganization } from "./post-session-organization.ts";

/** The product's routes. */
export function addRoutes(app: OpenAPIHono<ApiTypes>): void {
  addHealth(app);
  addMe(app);
  addSessionOrganization(app);
  addOrganization(app);
  addOrganizationSettings(app);
  addPrices(app);
  addOnboarding(app);
  addKeys(app);
  addAccountSessions(app);
  addAudit(app);
  addOrganizationLife(app);
  addOrganizationPeople(app);
  addOrganizationTeams(app);
  addReads(app);
  addLive(app);
  addIngestionReplay(app);
  addOperatorReplay(app);
  addOperatorReprice(app);
  addOperatorJobs(app);
  addOutbox(app);
  addOpenapi(app);
}
