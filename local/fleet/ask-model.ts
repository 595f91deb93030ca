import type { AgentEvent } from "../../contract/event-fields.ts";
import type { ContextWindow } from "./context-window.ts";
import { refuseRequest } from "./failures.ts";
import type { Model } from "./models.ts";
import { costOf } from "./prices.ts";
import type { Session } from "./session.ts";

const MAX_ATTEMPTS = 5;
const REFUSAL_CHANCE = 0.0028;

/** Who asks, which model, and within which conversation; the session's own where nothing is said. */
export interface Question {
  model?: Model;
  context?: ContextWindow;
  source?: AgentEvent["query_source"];
}

/** Asks a model, and again when it refuses; answers whether it did answer in the end. */
export function askModel(session: Session, question: Question = {}): boolean {
  const { random, log, agent, findIncident } = session;
  const { model = session.model, context = session.context, source = "main" } = question;
  const about = { provider: model.provider, model: model.id, query_source: source };
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
    const incident = findIncident(model.provider, log.now);
    if (!random.chance(incident?.refusalChance ?? REFUSAL_CHANCE)) {
      if (context.compact()) log.note("custom", { custom_type: "compaction", ...about });
      const tokens = context.ask(model, log.now);
      const generated = tokens.output_tokens + tokens.reasoning_tokens;
      const wait = (model.firstTokenMs + generated * model.msPerToken) * (incident?.slowdown ?? 1);
      const cost = agent.reportsCost ? costOf(model.id, tokens) : undefined;
      log.spend("llm_request", wait * random.logNormal(1, 0.25), {
        ...about,
        ...tokens,
        ...(cost === undefined ? {} : { cost_usd: cost }),
        success: true,
        status_code: 200,
      });
      return true;
    }
    const { durationMs, ...failure } = refuseRequest(random, model.provider, model.id, incident !== undefined);
    const metadata = { attempt, max_attempts: MAX_ATTEMPTS };
    log.spend("error", durationMs, { ...about, ...failure, success: false, metadata });
    if (attempt < MAX_ATTEMPTS) log.wait(1_000 * 2 ** (attempt - 1) * random.logNormal(1, 0.2));
  }
  return false;
}
