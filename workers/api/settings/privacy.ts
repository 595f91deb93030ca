import { DEFAULT_SETTINGS } from "../../../contract/default-settings.ts";
import type { Role } from "../../../contract/account.ts";
import type { PrivacyPatch, PrivacySettings } from "../../../contract/tenant-settings.ts";
import { changePrivacy as change } from "../../../stores/postgres/organizations/change-privacy.ts";
import { readPrivacy } from "../../../stores/postgres/organizations/read-privacy.ts";
import { requireRole } from "../auth/require-role.ts";
import type { Member, RequestContext } from "../context.ts";

/** Roles that may decide what is kept of an organisation's telemetry. */
const DECIDERS: readonly Role[] = ["manager", "admin"];

/** What an organisation has decided about its telemetry. */
export async function describePrivacy(member: Member): Promise<PrivacySettings> {
  return withDefaults(await readPrivacy(member.tenant));
}

/** Changes it. The edge hears of it with the next verdict about each of the organisation's keys. */
export async function changePrivacy(
  ctx: RequestContext,
  member: Member,
  patch: PrivacyPatch,
): Promise<PrivacySettings> {
  requireRole(member, DECIDERS, "change what is kept of telemetry");
  const actor = { userId: member.user.id, requestId: ctx.requestId };
  return withDefaults(await change(member.tenant, actor, patch, mintSecret()));
}

function withDefaults({ capture_content, pseudonymise_emails }: PrivacyPatch): PrivacySettings {
  return {
    capture_content: capture_content ?? DEFAULT_SETTINGS.capture_content,
    pseudonymise_emails: pseudonymise_emails ?? DEFAULT_SETTINGS.pseudonymise_emails,
  };
}

const SECRET_BYTES = 32;

function mintSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(SECRET_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
