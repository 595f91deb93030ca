import { askModel } from "./ask-model.ts";
import { ContextWindow } from "./context-window.ts";
import { failTask } from "./failures.ts";
import { openSession, type Session, type SessionSetting } from "./session.ts";
import type { FleetEvent } from "./session-log.ts";
import { takeTurn, workThrough } from "./take-turn.ts";

/** How long people read and think between two turns. */
const THINKING_MS = 26_000;
const LONGEST_THINKING_MS = 15 * 60_000;

/**
 * Plays a session and yields its events in the order of their times. It is played turn by turn as far as somebody wants to
 * know, so that thousands of sessions can be under way at little cost.
 */
export function* runSession(setting: SessionSetting): Generator<FleetEvent, void> {
  const session = openSession(setting);
  const { agent, log, random } = session;
  const { startedAt, turnsDone = 0 } = setting;
  if (turnsDone === 0) log.note("session_start", { model: session.model.id });
  if (agent.smallModel !== undefined && turnsDone === 0) nameSession(session, agent.smallModel);
  yield* log.take();
  const succeeds = agent.work === "pair" ? yield* workWithPerson(session, turnsDone) : workAlone(session);
  if (succeeds) log.conclude("task_complete", startedAt, { success: true });
  else log.conclude("task_error", startedAt, { success: false, ...failTask(random) });
  log.wait(random.exponential(900) + 1);
  log.note("session_end", { success: succeeds });
  yield* log.take();
}

/** Many clients have a small model find a title. */
function nameSession(session: Session, smallModel: NonNullable<Session["agent"]["smallModel"]>): void {
  const { random, log } = session;
  const context = new ContextWindow(random, random.integer(300, 900), 0, log.now);
  askModel(session, { model: smallModel, context, source: "auxiliary" });
}

function* workWithPerson(session: Session, turnsDone: number): Generator<FleetEvent, boolean> {
  const { random, agent, log } = session;
  const turns = 1 + random.poisson(random.exponential(agent.meanTurns - 1));
  for (let turn = 0; turn < turns; turn++) {
    const isMetThinking = turn === 0 && turnsDone > 0 && random.chance(0.5);
    if (turn > 0 || isMetThinking) log.wait(Math.min(LONGEST_THINKING_MS, random.logNormal(THINKING_MS, 0.9)));
    const ended = takeTurn(session);
    yield* log.take();
    if (!ended) return false;
  }
  return !random.chance(agent.failureShare);
}

function workAlone(session: Session): boolean {
  session.log.note("task_start");
  return workThrough(session) && !session.random.chance(session.agent.failureShare);
}
