import type { DevFacts } from "../../local/dev-facts.ts";

/** Where steps are asked for, and with which token. */
export interface OperatorAccess {
  edge: string;
  token: string;
}

/** The deployment to replay in: the one that is named, else the instance that runs here. */
export function chooseOperator(
  { edge, token }: { edge: string | undefined; token: string | undefined },
  facts: DevFacts | undefined,
): OperatorAccess {
  // A token of one deployment must not be sent to another.
  if (edge !== undefined) {
    if (token === undefined) throw new Error("--edge needs a --token, or FLEETGLASS_OPERATOR_TOKEN.");
    return { edge, token };
  }
  if (facts?.operator_token === undefined) {
    throw new Error('No instance runs here. Start one with "deno task dev", or give --edge and --token.');
  }
  return { edge: facts.urls.edge, token: facts.operator_token };
}
