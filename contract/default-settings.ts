import type { TenantSettings } from "./tenant-settings.ts";

/** What holds where an organisation has decided nothing: no content, and addresses as they come. Without zod, for the edge. */
export const DEFAULT_SETTINGS: TenantSettings = { capture_content: false, pseudonymise_emails: false, prices: [] };
