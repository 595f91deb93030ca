import type { ApiKeySummary, Me, Onboarding } from "../../../contract/account.ts";
import type { AuditPage } from "../../../contract/audit.ts";
import type { ExportList } from "../../../contract/exports.ts";
import type { CustomRole, Invitation, Organization, OrganizationMember, Team } from "../../../contract/organization.ts";
import type { PriceTable } from "../../../contract/prices/price-api.ts";
import type { Retention } from "../../../contract/retention.ts";
import type { PrivacySettings } from "../../../contract/tenant-settings.ts";

/** What is asked about accounts and settings beside the questions about events, and the contract's answer to each. */
export interface AccountAnswers {
  "/v1/me": Me;
  "/v1/onboarding": Onboarding;
  "/v1/keys": { data: ApiKeySummary[] };
  "/v1/organization": Organization;
  "/v1/organization/settings": PrivacySettings;
  "/v1/organization/retention": Retention;
  "/v1/organization/members": { data: OrganizationMember[] };
  "/v1/organization/invitations": { data: Invitation[] };
  "/v1/organization/teams": { data: Team[] };
  "/v1/organization/roles": { data: CustomRole[] };
  "/v1/prices": PriceTable;
  "/v1/exports": ExportList;
  "/v1/audit": AuditPage;
}
