import { useState } from "react";

/** How a request ended: done, or with words for the person. */
export type Outcome = { isDone: true } | { problem: string };

/** A request that a form makes once: under way, done, or refused with words. */
export interface Attempt {
  /** Also once it is done: what comes next takes the form's place. */
  busy: boolean;
  isDone: boolean;
  problem: string | null;
  /** Makes the request; answers whether it was done. */
  run(request: () => Promise<Outcome>): Promise<boolean>;
}

/** Follows a form's request. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false);
  const [isDone, setIsDone] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const run = async (request: () => Promise<Outcome>) => {
    setBusy(true);
    setProblem(null);
    const outcome = await request();
    if ("isDone" in outcome) {
      setIsDone(true);
      return true;
    }
    setBusy(false);
    setProblem(outcome.problem);
    return false;
  };
  return { busy, isDone, problem, run };
}
