/** Builds the npm package of the SDK into sdk/dist: one file for each entry, and declarations that stand alone. */
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { runCommand } from "../../local/processes/run-command.ts";
import { PROJECT_DIR } from "../../local/project.ts";
import { renderEventFields } from "./render-event-fields.ts";

/** The modules that an export of the package leads to. */
export const ENTRIES = ["index", "index.node", "openai", "anthropic", "ai-sdk", "otel", "fetch", "debug", "spool"];

/** Properties that never leave the package, and are made shorter. No name here may be that of an option, a field or a method. */
const INTERNAL_NAMES = new RegExp(`^(${
  [
    "afterMs attempts begin bytes cut depth dropOldest dropsNewest dueAt eventsPerRequest expiresAt fields flushAtExit held",
    "heldBytes isCut isDead isIdle isOn isRefused json leave left limits metadataBytes metadataDepth onPageLeave plain refused",
    "settings",
  ].join(" ").replaceAll(" ", "|")
})$`);

const SDK = join(PROJECT_DIR, "sdk");
const TSC = join(PROJECT_DIR, "node_modules/typescript/bin/tsc");

/** Writes the package's files to `outDir`. */
export async function buildSdk(outDir = join(SDK, "dist")): Promise<void> {
  await writeFile(join(SDK, "src/event-fields.generated.ts"), renderEventFields());
  await rm(outDir, { recursive: true, force: true });
  await build({
    absWorkingDir: SDK,
    entryPoints: ENTRIES.map((name) => `src/${name}.ts`),
    outdir: outDir,
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    external: ["node:*"],
    minify: true,
    mangleProps: INTERNAL_NAMES,
    // Stack traces of hosts shall lead somewhere.
    sourcemap: "linked",
    logLevel: "warning",
  });
  await writeDeclarations(outDir);
}

async function writeDeclarations(outDir: string): Promise<void> {
  const project = join(SDK, "tsconfig.build.json");
  await runCommand(process.execPath, ["run", "-A", TSC, "-p", project, "--outDir", outDir], { cwd: SDK });
  for (const name of await readdir(outDir, { recursive: true })) {
    const path = join(outDir, name);
    if (!name.endsWith(".d.ts")) continue;
    const text = await readFile(path, "utf8");
    await writeFile(path, text.replace(/(from |import\()"(\.{1,2}\/[^"]+)\.ts"/g, '$1"$2.js"'));
  }
}

if (import.meta.main) await buildSdk();
