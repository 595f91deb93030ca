import { askModel } from "./ask-model.ts";
import { ContextWindow } from "./context-window.ts";
import { failTool, raiseAlarm } from "./failures.ts";
import type { Session } from "./session.ts";
import type { Tool, ToolKind } from "./tools.ts";

const ALARM_CHANCE = 0.002;
const REJECTION_CHANCE = 0.07;
const SUBAGENT_INSTRUCTION_TOKENS = 5_200;
const LONGEST_CALL_MS = 10 * 60_000;
/** What may need approval: things that change something. */
const GUARDED: readonly ToolKind[] = ["edit", "shell", "web"];

/** One call of one of the agent's tools, with what comes before and after it. */
export function useTool(session: Session): void {
  const { random, log, agent, context } = session;
  const tool = random.pickWeighted(agent.tools);
  if (GUARDED.includes(tool.kind) && agent.approvalShare > 0 && !approve(session, tool)) return;
  const begun = log.now;
  if (tool.kind === "subagent") runSubagent(session);
  log.wait(Math.min(LONGEST_CALL_MS, random.logNormal(tool.medianMs, tool.spread)) + 1);
  const fails = random.chance(tool.failureChance);
  log.conclude("tool_call", begun, {
    tool_name: tool.name,
    success: !fails,
    ...(fails ? failTool(random, tool.kind) : {}),
  });
  context.add(random.logNormal(tool.resultTokens, 0.9));
  if (tool.kind === "edit" && !fails) changeCode(session);
  if (tool.kind === "shell" && random.chance(ALARM_CHANCE)) log.note("security_alert", raiseAlarm(random));
}

/** Decides on a call: most by rule and at once, some by a person who takes a while. */
function approve({ random, log, agent }: Session, tool: Tool): boolean {
  const isAsked = random.chance(agent.approvalShare);
  const accepts = !isAsked || !random.chance(REJECTION_CHANCE);
  log.spend("tool_decision", isAsked ? random.logNormal(7_000, 0.9) : random.integer(2, 20), {
    tool_name: tool.name,
    success: accepts,
    metadata: { decision: accepts ? "accept" : "reject", source: isAsked ? "user" : "config" },
  });
  return accepts;
}

/** A helper with a conversation of its own. */
function runSubagent({ ...session }: Session): void {
  const { random, agent, model, log } = session;
  session.model = agent.smallModel ?? model;
  session.context = new ContextWindow(random, SUBAGENT_INSTRUCTION_TOKENS, 0, log.now);
  const readers = agent.tools.filter(({ kind }) => kind === "read" || kind === "search");
  const steps = random.integer(2, 5);
  for (let step = 0; step < steps; step++) {
    if (!askModel(session, { source: "subagent" })) return;
    const tool = random.pickWeighted([agent.tools[0], ...readers]);
    log.spend("tool_call", random.logNormal(tool.medianMs, tool.spread), {
      tool_name: tool.name,
      success: true,
      query_source: "subagent",
    });
    session.context.add(random.logNormal(tool.resultTokens, 0.8));
  }
  askModel(session, { source: "subagent" });
}

function changeCode({ random, log, changed }: Session): void {
  const added = Math.round(random.logNormal(11, 1.1));
  const removed = Math.round(random.logNormal(5, 1.2));
  changed.added += added;
  changed.removed += removed;
  log.note("code_generated", { lines_added: added, lines_removed: removed });
}
