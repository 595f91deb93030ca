import type { ClientGuide, GuideFacts } from "../../contract/client-guides.ts";

/** Stands in the documentation for what the dashboard fills in. */
const FACTS: GuideFacts = {
  ingestUrl: "https://ingest.example.com",
  key: "fg_eu_YOUR_KEY",
  now: "2026-11-21T10:00:00.000Z",
  userId: "ana@example.com",
};

const FENCES: Record<string, string> = { Shell: "sh", Python: "python", JavaScript: "js", TypeScript: "ts" };

/** A guide as a page of documentation. */
export function renderGuide({ name, paste, after, also = [], seen, odd }: ClientGuide): string {
  return [
    `# ${name}`,
    "",
    "`https://ingest.example.com` stands for your address, `fg_eu_YOUR_KEY` for a key with the scope `ingest`. The dashboard's first-run page has both filled in.",
    "",
    ...block(paste),
    "",
    after,
    ...also.flatMap(({ why, ...more }) => ["", why, "", ...block(more)]),
    "",
    "## What will be seen",
    "",
    ...seen.map((line) => `- ${line}`),
    "",
    "## What is odd",
    "",
    ...odd.map((line) => `- ${line}`),
    "",
    "`deno task doctor --key fg_…` says what arrived in the last minutes, and what is wrong with it.",
    "",
  ].join("\n");
}

function block({ target, text }: ClientGuide["paste"]): string[] {
  const isShell = target in FENCES;
  const language = FENCES[target] ?? target.match(/\.(json|toml|yaml)$/)?.[1] ?? "";
  return [...(isShell ? [] : [`In \`${target}\`:`, ""]), `\`\`\`${language}`, text(FACTS), "```"];
}
