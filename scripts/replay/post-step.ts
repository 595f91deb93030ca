import { ReplayProgress, type ReplayStep } from "../../contract/replay.ts";
import type { OperatorAccess } from "./choose-operator.ts";

/** Takes one step at the operators' route; throws with what the route says is wrong. */
export async function postStep({ edge, token }: OperatorAccess, step: ReplayStep): Promise<ReplayProgress> {
  const response = await fetch(new URL("/v1/operator/replay", edge), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(step),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The step was answered with ${response.status}: ${text.slice(0, 500)}`);
  return ReplayProgress.parse(JSON.parse(text));
}
