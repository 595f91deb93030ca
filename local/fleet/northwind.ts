import { CLAUDE_CODE, CODEX, CURSOR, GEMINI, INVOICE_EXTRACTOR, PR_REVIEWER, SUPPORT_TRIAGE } from "./agents.ts";
import { type Company, deployServices, hirePeople } from "./company.ts";

/** An American robotics company: Codex CLI and Cursor beside Claude Code, more machines, offices in New York. */
export const NORTHWIND: Company = {
  slug: "northwind",
  timeZone: "America/New_York",
  pairSessions: 90,
  serviceSessions: 156,
  pairs: hirePeople("northwind", [
    {
      team: "Autonomy",
      repos: ["nav-stack", "planner", "sim-worlds"],
      people: {
        "Dana Whitfield": [CLAUDE_CODE],
        "Andre Coleman": [CODEX],
        "Grace Liu": [CURSOR, CODEX],
        "Hector Ramos": [CODEX],
        "Olivia Bennett": [CLAUDE_CODE],
        "Samir Patel": [CURSOR],
      },
    },
    {
      team: "Perception",
      repos: ["lidar-fusion", "labelling"],
      people: {
        "Wei Zhang": [GEMINI],
        "Rachel Stein": [GEMINI, CODEX],
        "Tyrone Banks": [CURSOR],
        "Hannah Kowalski": [CODEX],
      },
    },
    {
      team: "Firmware",
      repos: ["motor-control", "bootloader"],
      people: {
        "Marco Reyes": [CODEX],
        "Judy Nakamura": [CLAUDE_CODE],
        "Caleb Turner": [CODEX],
      },
    },
    {
      team: "Fleet Cloud",
      repos: ["fleet-api", "telemetry-hub", "console-web"],
      people: {
        "Nadia Rahman": [CLAUDE_CODE],
        "Ben Fitzgerald": [CURSOR],
        "Isabel Ortiz": [CODEX, CLAUDE_CODE],
        "Kevin Doyle": [CLAUDE_CODE],
        "Mira Kaplan": [GEMINI],
        "Jasper Cole": [CURSOR],
      },
    },
    {
      team: "Site Ops",
      repos: ["deploy-kit", "site-configs"],
      people: {
        "Elena Popescu": [CODEX],
        "Derek Olsen": [CLAUDE_CODE],
        "Tanya Brooks": [CURSOR],
      },
    },
  ]),
  services: deployServices("northwind", [
    {
      agent: SUPPORT_TRIAGE,
      team: "Support AI",
      senders: ["queue-us-1", "queue-us-2", "queue-us-3"],
      repos: ["support-flows"],
      weight: 6,
    },
    {
      agent: PR_REVIEWER,
      team: "Fleet Cloud",
      senders: ["gha-runner-11", "gha-runner-12"],
      repos: ["fleet-api", "nav-stack", "motor-control"],
      weight: 2,
    },
    {
      agent: INVOICE_EXTRACTOR,
      team: "Finance Systems",
      senders: ["batch-us-1"],
      repos: ["invoice-flows"],
      weight: 3,
    },
  ]),
};
