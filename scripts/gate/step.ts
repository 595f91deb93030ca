/** What one step of the gate came to. A step without tests of its own counts as one. */
export interface StepResult {
  passed: number;
  failed: number;
  skipped: number;
  /** Why something was skipped or failed to run. */
  notes: string[];
  /** The tests that failed: file, name, and the first line of what was said, told again after everything else. */
  failures?: string[];
}

/** One step of the gate. */
export interface Step {
  name: string;
  /** Whether the step needs the running stack. */
  needsStack?: true;
  run(): Promise<StepResult>;
}

/** Runs a command with its output shown as it comes; returns whether it succeeded. */
export async function runShown(args: string[], env: Record<string, string> = {}): Promise<boolean> {
  const { success } = await new Deno.Command(Deno.execPath(), {
    args,
    env: {
      WRANGLER_SEND_METRICS: "false",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      ASTRO_TELEMETRY_DISABLED: "1",
      ...env,
    },
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  return success;
}

/** A step that is one command and passes or fails as a whole. */
export function commandStep(name: string, commands: () => string[][]): Step {
  return {
    name,
    async run() {
      let ok = true;
      for (const args of commands()) ok = (await runShown(args)) && ok;
      return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0, notes: [] };
    },
  };
}
