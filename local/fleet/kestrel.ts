import { CLAUDE_CODE, CODEX, CONTRACT_SEARCH, CURSOR, GEMINI, PR_REVIEWER, SUPPORT_TRIAGE } from "./agents.ts";
import { type Company, deployServices, hirePeople } from "./company.ts";

/** A European freight company: mostly Claude Code, offices in Berlin; its contract search has stopped. */
export const KESTREL: Company = {
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
