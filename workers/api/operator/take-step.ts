import { AppError } from "../../../contract/problem.ts";
import type { ReplayProgress, ReplayStep } from "../../../contract/replay.ts";
import type { RequestContext } from "../context.ts";

/** Asks a region's consumer for one step of a replay. Throws STORE_UNAVAILABLE when the region cannot do it now. */
export async function takeStep(
  { operators }: Pick<RequestContext, "operators">,
  step: ReplayStep,
): Promise<ReplayProgress> {
  try {
    return await operators[step.region].replay(step);
  } catch (cause) {
    const detail = "The region did not finish the step. Taking the same step again is harmless.";
    throw new AppError("STORE_UNAVAILABLE", detail, { retryAfterSeconds: 5, cause });
  }
}
