import { GEMINI_FLASH, GEMINI_PRO, GPT_CODEX, GPT_MINI, HAIKU, type Model, OPUS, SONNET } from "./models.ts";
import {
  CLAUDE_CODE_TOOLS,
  CODEX_TOOLS,
  CONTRACT_TOOLS,
  CURSOR_TOOLS,
  GEMINI_TOOLS,
  INVOICE_TOOLS,
  REVIEW_TOOLS,
  SUPPORT_TOOLS,
  type Tool,
} from "./tools.ts";

/** A kind of agent: what it is made of and how it works. */
export interface Agent {
  id: string;
  /** Newest last; most senders have that one. */
  versions: readonly [string, ...string[]];
  /** Works with a person turn by turn, or alone on one task a session. */
  work: "pair" | "service";
  models: readonly [WeightedModel, ...WeightedModel[]];
  /** Asked for side jobs: a session's title, a subagent's search. */
  smallModel?: Model;
  tools: readonly [Tool, ...Tool[]];
  /** Whether it says what a request cost. */
  reportsCost: boolean;
  /** Tokens of its instructions and tools. */
  instructionTokens: number;
  /** Turns of a session and tool steps of a turn, on average. */
  meanTurns: number;
  meanSteps: number;
  /** Tool calls that wait for somebody's approval. */
  approvalShare: number;
  /** Sessions that end without having done what was asked. */
  failureShare: number;
}

interface WeightedModel {
  model: Model;
  weight: number;
}

const of = (weight: number, model: Model): WeightedModel => ({ model, weight });

const PAIR = { work: "pair", reportsCost: false, meanTurns: 4, meanSteps: 4, failureShare: 0.045 } as const;
const SERVICE = { work: "service", reportsCost: false, meanTurns: 1, approvalShare: 0, failureShare: 0.028 } as const;

export const CLAUDE_CODE: Agent = {
  ...PAIR,
  id: "claude-code",
  versions: ["2.1.9", "2.1.12", "2.1.14"],
  models: [of(62, SONNET), of(27, OPUS), of(11, HAIKU)],
  smallModel: HAIKU,
  tools: CLAUDE_CODE_TOOLS,
  reportsCost: true,
  instructionTokens: 16_500,
  approvalShare: 0.16,
};

export const CODEX: Agent = {
  ...PAIR,
  id: "codex-cli",
  versions: ["0.61.0", "0.63.0"],
  models: [of(85, GPT_CODEX), of(15, GPT_MINI)],
  tools: CODEX_TOOLS,
  instructionTokens: 9_200,
  approvalShare: 0.12,
  failureShare: 0.055,
};

export const GEMINI: Agent = {
  ...PAIR,
  id: "gemini-cli",
  versions: ["0.15.3", "0.16.0"],
  models: [of(70, GEMINI_PRO), of(30, GEMINI_FLASH)],
  tools: GEMINI_TOOLS,
  instructionTokens: 8_400,
  approvalShare: 0.2,
};

export const CURSOR: Agent = {
  ...PAIR,
  id: "cursor",
  versions: ["2.0.77", "2.1.6"],
  models: [of(55, SONNET), of(25, GPT_CODEX), of(20, GEMINI_PRO)],
  tools: CURSOR_TOOLS,
  instructionTokens: 7_800,
  approvalShare: 0.1,
  failureShare: 0.045,
};

export const SUPPORT_TRIAGE: Agent = {
  ...SERVICE,
  id: "support-triage",
  versions: ["1.18.2"],
  models: [of(1, HAIKU)],
  tools: SUPPORT_TOOLS,
  instructionTokens: 5_600,
  meanSteps: 2.4,
  failureShare: 0.015,
};

export const PR_REVIEWER: Agent = {
  ...SERVICE,
  id: "pr-reviewer",
  versions: ["0.9.4", "0.9.5"],
  models: [of(3, SONNET), of(1, OPUS)],
  tools: REVIEW_TOOLS,
  instructionTokens: 7_100,
  meanSteps: 8,
};

export const CONTRACT_SEARCH: Agent = {
  ...SERVICE,
  id: "contract-search",
  versions: ["3.2.0"],
  models: [of(1, GEMINI_FLASH)],
  tools: CONTRACT_TOOLS,
  instructionTokens: 4_300,
  meanSteps: 3,
};

export const INVOICE_EXTRACTOR: Agent = {
  ...SERVICE,
  id: "invoice-extractor",
  versions: ["2.4.1"],
  models: [of(1, GPT_MINI)],
  tools: INVOICE_TOOLS,
  instructionTokens: 3_900,
  meanSteps: 4,
  failureShare: 0.03,
};
