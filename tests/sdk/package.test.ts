import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { describe, expect, inject, it } from "vitest";
import { runCommand } from "../../local/processes/run-command.ts";
import { PROJECT_DIR } from "../../local/project.ts";
import { SDK_VERSION } from "../../sdk/src/version.ts";
import { DENO, TSC } from "./runtimes.ts";

const SDK = join(PROJECT_DIR, "sdk");
const installed = join(inject("consumerDir"), "node_modules/@fleetglass/sdk");
const MOST_CORE_BYTES = 8 * 1024;

const readJson = async <T>(path: string): Promise<T> => JSON.parse(await readFile(path, "utf8")) as T;

describe("the package", () => {
  it("has one version everywhere", async () => {
    for (const file of ["package.json", "jsr.json"]) {
      expect((await readJson<{ version: string }>(join(SDK, file))).version).toBe(SDK_VERSION);
    }
    expect(await readFile(join(SDK, "CHANGELOG.md"), "utf8")).toContain(`## ${SDK_VERSION}`);
  });

  it("holds what its exports lead to, its README, its licence, and nothing of the tests", async () => {
    const { exports } = await readJson<{ exports: Record<string, string | Record<string, string>> }>(
      join(installed, "package.json"),
    );
    const files = await readdir(installed, { recursive: true });
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === "string" ? target : Object.values(target)
    );
    for (const target of targets) expect(files).toContain(target.slice(2));
    expect(files).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md"]));
    expect(files.filter((name) => name.includes("test"))).toEqual([]);
    expect(await readdir(join(inject("consumerDir"), "node_modules/@fleetglass"))).toEqual(["sdk"]);
  });

  it.each(["index.js", "index.node.js"])("has a core of less than 8 KB gzipped: %s", async (name) => {
    expect(gzipSync(await readFile(join(installed, "dist", name))).length).toBeLessThan(MOST_CORE_BYTES);
  });

  it("leaves nothing behind when nothing of it is used", async () => {
    const { outputFiles } = await build({
      stdin: {
        contents: 'import { createClient } from "@fleetglass/sdk"; console.log(1);',
        resolveDir: inject("consumerDir"),
      },
      bundle: true,
      format: "esm",
      minify: true,
      write: false,
    });
    expect(outputFiles[0]?.text.trim()).toBe("console.log(1);");
  });

  it("is taken by npm and by JSR", async () => {
    const packed = await runCommand("npm", ["pack", "--dry-run", "--json"], { cwd: SDK });
    const [{ name, entryCount }] = JSON.parse(packed) as [{ name: string; entryCount: number }];
    expect(name).toBe("@fleetglass/sdk");
    expect(entryCount).toBeGreaterThan(10);
    const flags = ["publish", "--dry-run", "--allow-dirty", "--config", "jsr.json"];
    await runCommand(DENO.command, flags, { cwd: SDK, env: { ...process.env, NO_COLOR: "1" } });
  });
});

describe("the declarations", () => {
  const SOURCE = `
    import { type Client, type ClientOptions, createClient, type Session, type Stats } from "@fleetglass/sdk";
    import { observeOpenAI } from "@fleetglass/sdk/openai";
    import { observeAnthropic } from "@fleetglass/sdk/anthropic";
    import { fleetglassMiddleware } from "@fleetglass/sdk/ai-sdk";
    import { FleetglassSpanProcessor } from "@fleetglass/sdk/otel";
    import { debugTransport } from "@fleetglass/sdk/debug";
    import { fetchTransport } from "@fleetglass/sdk/fetch";
    import { fileSpool } from "@fleetglass/sdk/spool";
    const options: ClientOptions = { apiKey: "k", spool: fileSpool({ dir: "d" }), transport: debugTransport({ log() {} }) };
    const client: Client = createClient(options);
    const add = client.wrap((a: number, b: number) => a + b);
    const sum: number = add(1, 2);
    const session: Session = client.startSession();
    const stats: Stats = client.stats();
    export const kept = [sum, session.id, stats.dropped.queue_full, observeOpenAI, observeAnthropic, fleetglassMiddleware,
      FleetglassSpanProcessor, fetchTransport] as const;
    // @ts-expect-error an unknown type of event
    client.track({ event_type: "nonsense" });
    // @ts-expect-error a text where a number belongs
    client.llmCall({ input_tokens: "12" });
  `;

  it.each([
    ["bundler", "ESNext"],
    ["nodenext", "NodeNext"],
  ])(
    "stand alone, without DOM, Node's types or skipLibCheck: moduleResolution %s",
    async (moduleResolution, module) => {
      const dir = inject("consumerDir");
      await writeFile(join(dir, "consumer.ts"), SOURCE);
      const compilerOptions = {
        target: "ES2022",
        lib: ["ES2022"],
        types: [],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
        module,
        moduleResolution,
      };
      await writeFile(join(dir, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["consumer.ts"] }));
      await runCommand(DENO.command, ["run", "-A", TSC, "-p", dir], { cwd: dir });
    },
  );
});
