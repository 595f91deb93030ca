import { relative } from "node:path";
import { runShown, type Step, type StepResult } from "./step.ts";

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: {
    name: string;
    status: string;
    message: string;
    /** Milliseconds since 1970. */
    startTime: number;
    endTime: number;
    assertionResults: { status: string; fullName: string; failureMessages?: string[] }[];
  }[];
}

/** Files from this on are named with their time after the run: a gate that gets slower does so file by file. */
const SLOW_FILE_SECONDS = 15;

/** A step that runs projects of vitest.config.ts. */
export function vitestStep(name: string, projects: readonly string[], needsStack?: true): Step {
  return {
    name,
    ...(needsStack ? { needsStack } : {}),
    async run(): Promise<StepResult> {
      const report = await Deno.makeTempFile({ suffix: ".json" });
      const ok = await runShown([
        "run",
        "-A",
        "node_modules/vitest/vitest.mjs",
        "run",
        ...projects.map((project) => `--project=${project}`),
        "--reporter=dot",
        "--reporter=json",
        `--outputFile.json=${report}`,
      ]);
      const result = readReport(await Deno.readTextFile(report).catch(() => ""));
      await Deno.remove(report);
      // A file that does not load, or a teardown that fails, is no failed test but fails the run.
      if (!ok && result.failed === 0) {
        result.failed = 1;
        result.notes.push("the run failed outside of its tests");
      }
      return result;
    },
  };
}

function readReport(text: string): StepResult {
  if (text === "") return { passed: 0, failed: 1, skipped: 0, notes: ["no report was written"] };
  const report = JSON.parse(text) as VitestReport;
  showSlowFiles(report);
  const broken = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    notes: broken.map((file) => file.message.split("\n", 1)[0] ?? ""),
    failures: namesOfFailed(report),
  };
}

function namesOfFailed({ testResults }: VitestReport): string[] {
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === "failed")
      .map(({ fullName, failureMessages }) =>
        `${relative(Deno.cwd(), name)} › ${fullName}: ${failureMessages?.[0]?.split("\n", 1)[0] ?? ""}`
      )
  );
}

function showSlowFiles({ testResults }: VitestReport): void {
  const slow = testResults
    .map(({ name, startTime, endTime }) => ({ file: name.split("/").at(-1), seconds: (endTime - startTime) / 1000 }))
    .filter(({ seconds }) => seconds >= SLOW_FILE_SECONDS)
    .sort((a, b) => b.seconds - a.seconds);
  if (slow.length > 0) {
    console.log(`slowest: ${slow.map(({ file, seconds }) => `${file} ${seconds.toFixed(0)} s`).join(", ")}`);
  }
}
