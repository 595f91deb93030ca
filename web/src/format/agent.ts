const KNOWN: Record<string, { name: string; code: string }> = {
  "claude-code": { name: "Claude Code", code: "CC" },
  "codex-cli": { name: "Codex CLI", code: "Cx" },
  "codex_cli_rs": { name: "Codex CLI", code: "Cx" },
  "codex_exec": { name: "Codex CLI", code: "Cx" },
  "gemini-cli": { name: "Gemini CLI", code: "Ge" },
  "qwen-code": { name: "Qwen Code", code: "Qw" },
  "copilot-cli": { name: "Copilot CLI", code: "Co" },
  "github-copilot": { name: "Copilot CLI", code: "Co" },
  "cursor": { name: "Cursor", code: "Cu" },
};

/** What an agent is called: the product's name where it is known, else its own id. */
export function agentName(agentId: string): string {
  return KNOWN[agentId]?.name ?? agentId;
}

/** The two letters on an agent's tile. */
export function agentCode(agentId: string): string {
  const known = KNOWN[agentId];
  if (known !== undefined) return known.code;
  const letters = agentId.replace(/[^\p{L}\p{N}]/gu, "");
  return letters.charAt(0).toUpperCase() + letters.charAt(1).toLowerCase();
}
