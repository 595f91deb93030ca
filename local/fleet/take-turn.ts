import { askModel } from "./ask-model.ts";
import type { Session } from "./session.ts";
import { useTool } from "./use-tool.ts";

const COMMIT_CHANCE = 0.45;
const PULL_REQUEST_CHANCE = 0.3;

/** One turn with a person: a prompt, the model and its tools in alternation, perhaps a commit. Tells whether it came to an end. */
export function takeTurn(session: Session): boolean {
  const { random, log, context } = session;
  const length = Math.round(random.logNormal(160, 1));
  log.note("user_prompt", { metadata: { prompt_length: length } });
  context.add(length / 4);
  if (!workThrough(session)) return false;
  if (session.changed.added > 0 && random.chance(COMMIT_CHANCE)) commitChanges(session);
  return true;
}

/** The model and its tools in alternation, until the model has nothing more to do. */
export function workThrough(session: Session): boolean {
  const { random, agent } = session;
  const steps = 1 + random.poisson(agent.meanSteps - 1);
  for (let step = 0; step < steps; step++) {
    if (!askModel(session)) return false;
    useTool(session);
  }
  return askModel(session);
}

function commitChanges({ random, log, changed, agent }: Session): void {
  const shell = agent.tools.find(({ kind }) => kind === "shell");
  if (shell === undefined) return;
  log.spend("tool_call", random.logNormal(900, 0.5), { tool_name: shell.name, success: true });
  log.note("commit_created", { lines_added: changed.added, lines_removed: changed.removed });
  changed.added = 0;
  changed.removed = 0;
  if (!random.chance(PULL_REQUEST_CHANCE)) return;
  log.spend("tool_call", random.logNormal(2_100, 0.4), { tool_name: shell.name, success: true });
  log.note("pr_created", { metadata: { number: random.integer(1_200, 4_800) } });
}
