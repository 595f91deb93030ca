import { textOf } from "../records/attributes.ts";
import type { Client } from "./draft.ts";

/**
 * GitHub Copilot CLI: spans and metrics of the GenAI conventions, no logs. The session is on the spans alone. Its
 * `github.copilot.cost` counts premium requests, not dollars.
 */
export const COPILOT_CLI: Client = {
  agentId: "copilot-cli",
  promptEvent: "github.copilot.user.message",
  isSender: ({ resource, scope }) =>
    textOf(resource, "service.name") === "github-copilot" || scope.startsWith("github.copilot"),
};
