import type { Agent } from "./agents.ts";
import type { Sender } from "./company.ts";
import { ContextWindow } from "./context-window.ts";
import { mintEventId } from "./event-id.ts";
import type { FindIncident } from "./incidents.ts";
import type { Model } from "./models.ts";
import type { Random } from "./prng.ts";
import { SessionLog } from "./session-log.ts";

/** What a session is made of. */
export interface SessionSetting {
  random: Random;
  sender: Sender;
  /** Epoch ms. */
  startedAt: number;
  findIncident: FindIncident;
  /** Turns that are over already, for a session that is met in mid-life. */
  turnsDone?: number;
}

/** A session that is going on. */
export interface Session {
  random: Random;
  agent: Agent;
  model: Model;
  findIncident: FindIncident;
  log: SessionLog;
  context: ContextWindow;
  /** Lines changed since the last commit. */
  changed: { added: number; removed: number };
}

/** What one turn adds to a conversation, roughly. */
const TURN_TOKENS = 9_000;
const MAX_HISTORY_TOKENS = 110_000;

/** Prepares a session; nothing has happened in it yet. */
export function openSession({ random, sender, startedAt, findIncident, turnsDone = 0 }: SessionSetting): Session {
  const { agent } = sender;
  const identity = {
    session_id: mintEventId(random, startedAt),
    user_id: sender.userId,
    agent_id: agent.id,
    agent_version: sender.agentVersion,
    team: sender.team,
    repo: random.pick(sender.repos),
    branch: nameBranch(random),
    environment: chooseEnvironment(random, agent),
  };
  const history = Math.min(MAX_HISTORY_TOKENS, turnsDone * TURN_TOKENS);
  return {
    random,
    agent,
    model: random.pickWeighted(agent.models).model,
    findIncident,
    log: new SessionLog(random, identity, startedAt),
    context: new ContextWindow(random, agent.instructionTokens, history, startedAt),
    changed: { added: 0, removed: 0 },
  };
}

function nameBranch(random: Random): string {
  const kind = random.pick(["feat", "feat", "fix", "chore"]);
  const subject = random.pick(["retries", "search-filters", "rate-limits", "eu-routing", "flaky-tests", "audit-log"]);
  return random.chance(0.15) ? "main" : `${kind}/${subject}-${random.integer(100, 999)}`;
}

function chooseEnvironment(random: Random, agent: Agent): string {
  if (agent.work === "service") return random.chance(0.93) ? "production" : "staging";
  const draw = random.unit();
  return draw < 0.86 ? "production" : draw < 0.95 ? "staging" : "development";
}
