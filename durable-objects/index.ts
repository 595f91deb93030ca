export { OrgLive } from "./org-live/object.ts";
export { OrgQuota } from "./org-quota/object.ts";
export { OrgTelemetry } from "./org-telemetry/object.ts";

export default {
  /** The script is reached through its objects only. */
  fetch(): Response {
    return new Response(null, { status: 404 });
  },
};
