import type { FunctionTime } from "./edge/cpu-profile.ts";

const SHOWN = 45;

/** Prints functions, the costliest first: µs of each of so many `times` that something was done. */
export function printFunctions(functions: readonly FunctionTime[], times: number, what: string): void {
  console.log(`µs per ${what}\n    total     self  function (line of the bundle)`);
  for (const { name, line, totalMs, selfMs } of functions.slice(0, SHOWN)) {
    const [total, self] = [totalMs, selfMs].map((ms) => ((ms * 1000) / times).toFixed(1).padStart(9));
    console.log(`${total}${self}  ${name} (${line})`);
  }
}
