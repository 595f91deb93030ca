import { findChromium } from "../../tests/helpers/find-chromium.ts";
import { runShown, type Step } from "./step.ts";

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: Suite[];
}

interface Suite {
  file: string;
  specs: { title: string; ok: boolean }[];
  suites?: Suite[];
}

/** The browser journeys; skipped, and said so, where there is no Chromium. */
export const BROWSER_STEP: Step = {
  name: "browser",
  needsStack: true,
  async run() {
    const chromium = await findChromium();
    if (chromium === undefined) {
      return {
        passed: 0,
        failed: 0,
        skipped: 1,
        notes: ["no Chromium found: install the package chromium, or set FLEETGLASS_CHROMIUM to its path"],
      };
    }
    const report = await Deno.makeTempFile({ suffix: ".json" });
    const ok = await runShown(["run", "-A", "node_modules/@playwright/test/cli.js", "test", "-c", "tests/e2e"], {
      FLEETGLASS_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
    });
    const text = await Deno.readTextFile(report).catch(() => "");
    await Deno.remove(report);
    if (text === "") return { passed: 0, failed: 1, skipped: 0, notes: ["no report was written"] };
    const { stats: { expected, unexpected, flaky, skipped }, suites } = JSON.parse(text) as PlaywrightReport;
    const failed = unexpected + flaky;
    const failures = suites.flatMap(namesOfFailed);
    return { passed: expected, failed: ok ? failed : Math.max(1, failed), skipped, notes: [], failures };
  },
};

function namesOfFailed({ file, specs, suites = [] }: Suite): string[] {
  return [
    ...specs.filter(({ ok }) => !ok).map(({ title }) => `tests/e2e/${file} › ${title}`),
    ...suites.flatMap(namesOfFailed),
  ];
}
