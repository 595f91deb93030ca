/** Asks one dependency whether it works; rejects when it does not. */
export type Probe = (signal: AbortSignal) => Promise<unknown>;

/** How a dependency is. */
export interface DependencyState {
  status: "ok" | "failing" | "timeout";
  /** How long its answer took, or how long it was waited for. */
  duration_ms: number;
}

/** What was found out about every dependency, and why some fail. */
export interface Findings {
  states: Record<string, DependencyState>;
  causes: Record<string, unknown>;
}

const TIMED_OUT = Symbol("timed out");

/** Asks all dependencies at once, each for at most `timeoutMs`. */
export async function checkDependencies(probes: Record<string, Probe>, timeoutMs: number): Promise<Findings> {
  const findings: Findings = { states: {}, causes: {} };
  await Promise.all(
    Object.entries(probes).map(async ([name, probe]) => {
      const started = performance.now();
      const cause = await runProbe(probe, timeoutMs);
      const status = cause === undefined ? "ok" : cause === TIMED_OUT ? "timeout" : "failing";
      findings.states[name] = { status, duration_ms: Math.round(performance.now() - started) };
      if (status === "failing") findings.causes[name] = cause;
    }),
  );
  return findings;
}

/** Why a probe failed; `undefined` if it did not. */
async function runProbe(probe: Probe, timeoutMs: number): Promise<unknown> {
  const end = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<typeof TIMED_OUT>((resolve) => {
    timer = setTimeout(() => resolve(TIMED_OUT), timeoutMs);
  });
  const answered = Promise.resolve(end.signal).then(probe).then(
    () => undefined,
    (cause: unknown) => cause ?? "no reason",
  );
  const result = await Promise.race([answered, patience]);
  clearTimeout(timer);
  // Also where it has answered: a probe need not end what it began.
  end.abort();
  return result;
}
