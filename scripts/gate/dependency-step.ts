import { readPackages } from "../dependencies/installed-packages.ts";
import { mayUse } from "../dependencies/licences.ts";
import { type AuditOutcome, readAudit } from "../dependencies/read-audit.ts";
import type { Step, StepResult } from "./step.ts";

const AUDIT_TIMEOUT_MS = 30_000;

/** Licences of all packages, and known faults of those that are deployed, where there is a registry to ask. */
export const DEPENDENCY_STEP: Step = {
  name: "dependencies",
  async run() {
    const packages = await readPackages();
    const refused = packages.filter((one) => !mayUse(one));
    for (const { name, licence } of refused) console.log(`${name} may not be used: ${licence ?? "no licence"}`);
    console.log(`${packages.length} packages, ${refused.length} with a licence that is not allowed`);
    const licences = refused.length === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
    const audit = judgeAudit(await askRegistry());
    return {
      passed: licences.passed + audit.passed,
      failed: licences.failed + audit.failed,
      skipped: audit.skipped,
      notes: audit.notes,
    };
  },
};

async function askRegistry(): Promise<AuditOutcome> {
  try {
    const { stdout } = await new Deno.Command("npm", {
      args: ["audit", "--omit=dev", "--json"],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
      signal: AbortSignal.timeout(AUDIT_TIMEOUT_MS),
    }).output();
    return readAudit(new TextDecoder().decode(stdout));
  } catch {
    return { kind: "unanswered", reason: "npm cannot be run" };
  }
}

function judgeAudit(outcome: AuditOutcome): StepResult {
  switch (outcome.kind) {
    case "clean":
      return { passed: 1, failed: 0, skipped: 0, notes: [] };
    case "unanswered":
      return { passed: 0, failed: 0, skipped: 1, notes: [`no audit: ${outcome.reason}`] };
    case "found":
      for (const advisory of outcome.advisories) console.log(advisory);
      return { passed: 0, failed: 1, skipped: 0, notes: [`${outcome.advisories.length} packages with known faults`] };
  }
}
