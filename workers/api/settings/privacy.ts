import { DEFAULT_SETTINGS } from "../../../contract/default-settings.ts";
import type { PrivacyPatch, PrivacySettings } from "../../../contract/tenant-settings.ts";
import { changePrivacy as change } from "../../../stores/postgres/organizations/change-privacy.ts";
import { readPrivacy } from "../../../stores/postgres/organizations/read-privacy.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";

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
  return withDefaults(await change(member.tenant, actorOf(ctx, member), patch, mintSecret()));
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
