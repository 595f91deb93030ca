import type { StepOutcome } from "./run-steps.ts";
import type { Step } from "./step.ts";

/**
 * Runs steps in a process of their own, while others go on in this one. What they print is shown once they are all done, so
 * that it does not mix with what is printed meanwhile.
 */
export async function runBeside(steps: readonly Step[]): Promise<StepOutcome[]> {
  const results = await Deno.makeTempFile({ suffix: ".json" });
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/test.ts", `--only=${steps.map(({ name }) => name).join(",")}`, `--results=${results}`],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  await new Blob([stdout, stderr]).stream().pipeTo(Deno.stdout.writable, { preventClose: true });
  const text = await Deno.readTextFile(results);
  await Deno.remove(results);
  if (text !== "") return JSON.parse(text);
  const notes = ["ended without results"];
  return steps.map(({ name }) => ({ name, seconds: 0, result: { passed: 0, failed: 1, skipped: 0, notes } }));
}
