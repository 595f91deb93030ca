/** What a tool is for; decides how it fails and what follows. */
export type ToolKind = "read" | "search" | "edit" | "shell" | "web" | "subagent" | "service";

/** A tool, and how its calls are distributed. */
export interface Tool {
  name: string;
  kind: ToolKind;
  /** How often it is called beside its agent's other tools. */
  weight: number;
  medianMs: number;
  /** Of the log-normal distribution. */
  spread: number;
  failureChance: number;
  /** Median tokens that its result adds to the conversation. */
  resultTokens: number;
}

type Tools = readonly [Tool, ...Tool[]];

const KIND_DEFAULTS: Record<ToolKind, Omit<Tool, "name" | "kind" | "weight" | "medianMs">> = {
  read: { spread: 0.7, failureChance: 0.008, resultTokens: 1_700 },
  search: { spread: 0.9, failureChance: 0.006, resultTokens: 700 },
  edit: { spread: 0.6, failureChance: 0.035, resultTokens: 420 },
  shell: { spread: 1.5, failureChance: 0.11, resultTokens: 1_100 },
  web: { spread: 0.7, failureChance: 0.05, resultTokens: 2_600 },
  subagent: { spread: 0.3, failureChance: 0.01, resultTokens: 1_200 },
  service: { spread: 0.6, failureChance: 0.012, resultTokens: 900 },
};

const tool = (kind: ToolKind, name: string, weight: number, medianMs: number): Tool => ({
  ...KIND_DEFAULTS[kind],
  name,
  kind,
  weight,
  medianMs,
});

export const CLAUDE_CODE_TOOLS: Tools = [
  tool("read", "Read", 30, 14),
  tool("search", "Grep", 14, 70),
  tool("search", "Glob", 6, 55),
  tool("edit", "Edit", 18, 42),
  tool("edit", "Write", 3, 38),
  tool("shell", "Bash", 20, 1_700),
  tool("service", "TodoWrite", 4, 6),
  tool("web", "WebFetch", 1.5, 1_900),
  tool("service", "mcp__jira__get_issue", 1.5, 480),
  tool("subagent", "Task", 2, 60),
];

export const CODEX_TOOLS: Tools = [
  tool("shell", "shell", 60, 900),
  tool("edit", "apply_patch", 22, 110),
  tool("service", "update_plan", 8, 5),
  tool("web", "web_search", 2, 1_600),
];

export const GEMINI_TOOLS: Tools = [
  tool("read", "read_file", 26, 20),
  tool("search", "search_file_content", 12, 130),
  tool("search", "glob", 8, 60),
  tool("edit", "replace", 16, 50),
  tool("edit", "write_file", 4, 40),
  tool("shell", "run_shell_command", 18, 1_400),
  tool("web", "google_web_search", 3, 1_500),
];

export const CURSOR_TOOLS: Tools = [
  tool("search", "codebase_search", 18, 410),
  tool("read", "read_file", 26, 30),
  tool("search", "grep", 10, 90),
  tool("edit", "edit_file", 24, 320),
  tool("shell", "run_terminal_cmd", 12, 1_900),
];

export const SUPPORT_TOOLS: Tools = [
  tool("search", "search_tickets", 10, 180),
  tool("service", "fetch_customer", 10, 95),
  tool("service", "classify_ticket", 8, 40),
  tool("service", "draft_reply", 6, 120),
];

export const REVIEW_TOOLS: Tools = [
  tool("service", "fetch_diff", 6, 640),
  tool("read", "read_file", 24, 35),
  tool("search", "search_code", 8, 260),
  tool("service", "post_comment", 7, 380),
];

export const CONTRACT_TOOLS: Tools = [
  tool("search", "vector_search", 12, 85),
  tool("service", "rerank", 8, 140),
  tool("read", "fetch_clause", 10, 30),
];

export const INVOICE_TOOLS: Tools = [
  tool("read", "read_page", 12, 220),
  tool("service", "match_order", 8, 110),
  tool("service", "post_ledger", 4, 160),
];
