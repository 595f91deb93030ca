import {
  CLAUDE_CODE,
  CODEX,
  CONTRACT_SEARCH,
  CURSOR,
  GEMINI,
  INVOICE_EXTRACTOR,
  PR_REVIEWER,
  SUPPORT_TRIAGE,
} from "./agents.ts";
import { type Company, deployServices, hirePeople } from "./company.ts";

/** A European freight company: mostly Claude Code, offices in Berlin; its contract search has stopped. */
const KESTREL: Company = {
  slug: "kestrel",
  timeZone: "Europe/Berlin",
  pairSessions: 118,
  serviceSessions: 118,
  silent: { agentId: CONTRACT_SEARCH.id, forMs: 20 * 3_600_000 },
  pairs: hirePeople("kestrel", [
    {
      team: "Payments",
      repos: ["payments-api", "ledger-core"],
      people: {
        "Ines Okafor": [CLAUDE_CODE],
        "Jonas Weber": [CODEX, CLAUDE_CODE],
        "Amira Haddad": [CLAUDE_CODE],
        "Piotr Zielinski": [CLAUDE_CODE, CURSOR],
        "Noor Jansen": [CLAUDE_CODE],
      },
    },
    {
      team: "Platform",
      repos: ["platform-ci", "infra-live", "edge-proxy"],
      people: {
        "Luca Moretti": [CLAUDE_CODE],
        "Tom Achebe": [CODEX],
        "Henrik Dahl": [CLAUDE_CODE, CODEX],
        "Sofia Marques": [CLAUDE_CODE],
        "Ewan Fraser": [GEMINI],
      },
    },
    {
      team: "Checkout",
      repos: ["checkout-web", "cart-service"],
      people: {
        "Mei Tanaka": [CLAUDE_CODE],
        "Clara Neumann": [CURSOR, CLAUDE_CODE],
        "Daniel Costa": [CLAUDE_CODE],
        "Yusuf Demir": [CLAUDE_CODE],
      },
    },
    {
      team: "Data",
      repos: ["data-jobs", "warehouse-models"],
      people: {
        "Anouk de Vries": [GEMINI],
        "Felix Brandt": [GEMINI, CLAUDE_CODE],
        "Katya Ivanova": [CLAUDE_CODE],
        "Oliver Lund": [CLAUDE_CODE],
      },
    },
    {
      team: "Mobile",
      repos: ["mobile-ios", "mobile-android"],
      people: {
        "Sara Lindqvist": [CLAUDE_CODE],
        "Marek Novotny": [CLAUDE_CODE],
        "Aisha Bello": [CODEX],
        "Lena Fischer": [CURSOR],
      },
    },
    {
      team: "Search",
      repos: ["search-index", "ranking-lab"],
      people: {
        "Priya Raman": [CLAUDE_CODE, CODEX],
        "Bram Peeters": [CODEX],
        "Nina Rossi": [CLAUDE_CODE],
      },
    },
  ]),
  services: deployServices("kestrel", [
    {
      agent: SUPPORT_TRIAGE,
      team: "Support AI",
      senders: ["queue-eu-1", "queue-eu-2"],
      repos: ["support-flows"],
      weight: 5,
    },
    {
      agent: PR_REVIEWER,
      team: "Platform",
      senders: ["ci-runner-03", "ci-runner-07"],
      repos: ["payments-api", "checkout-web", "platform-ci", "mobile-ios"],
      weight: 3,
    },
    {
      agent: CONTRACT_SEARCH,
      team: "Search",
      senders: ["batch-eu-1", "batch-eu-2"],
      repos: ["contract-index"],
      weight: 4,
    },
  ]),
};

/** An American robotics company: Codex CLI and Cursor beside Claude Code, more machines, offices in New York. */
const NORTHWIND: Company = {
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

/** The organisations that have a fleet; others are left alone. */
const COMPANIES: readonly Company[] = [KESTREL, NORTHWIND];

/** The fleet of an organisation; undefined for one that has none. */
export function findCompany(slug: string): Company | undefined {
  return COMPANIES.find((company) => company.slug === slug);
}

/** The fleet to run for an organisation that was named expressly: its own, or a copy of Kestrel's. */
export function borrowCompany(slug: string): Company {
  return findCompany(slug) ?? { ...KESTREL, slug };
}
