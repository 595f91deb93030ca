import { postJson } from "./request.ts";

/** Ends the session and shows the sign-in page. */
export async function signOut(): Promise<void> {
  // Loaded when it is needed: most visits do not end here.
  (await import("../shell/recent-finds.ts")).forgetRecent();
  await fetch("/auth/sign-out", { method: "POST", headers: { "content-type": "application/json" }, body: "{}" });
  location.assign("/login");
}

/** Makes another organisation the session's, and starts the page afresh: nothing of the former one may remain. */
export async function switchOrganization(organizationId: string): Promise<void> {
  await postJson("/v1/session/organization", { organization_id: organizationId });
  location.assign(location.pathname);
}
