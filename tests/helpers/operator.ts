import type { ReplayProgress, ReplayStep } from "../../contract/replay.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { chooseOperator } from "../../scripts/replay/choose-operator.ts";
import { postStep } from "../../scripts/replay/post-step.ts";

/** Takes one step of a replay as the operator of a stack. */
export async function replayStep(
  facts: DevFacts,
  step: Pick<ReplayStep, "source" | "region"> & Partial<ReplayStep>,
): Promise<ReplayProgress> {
  const operator = chooseOperator({ edge: undefined, token: undefined }, facts);
  const to = new Date(Date.now() + 1_000).toISOString();
  return await postStep(operator, { to, cursor: null, limit: 50, dry_run: false, ...step });
}
