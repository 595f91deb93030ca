import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, it } from "vitest";
import { PROJECT_DIR } from "../../local/project.ts";
import { startChaosServer } from "../../sdk/test/chaos-server.ts";
import { runScript } from "./run-script.ts";
import { NODE } from "./runtimes.ts";

const readme = await readFile(join(PROJECT_DIR, "sdk/README.md"), "utf8");
const examples = [...readme.matchAll(/^## (.+)\n[\s\S]*?```js\n([\s\S]*?)```/gm)].flatMap((
  [, title = "", source = ""],
) =>
  // That one is a Worker's; tests of the package in a Worker say the same.
  source.includes("cloudflare:workers") ? [] : [{ title, source }]
);

describe("the examples of the README", () => {
  it("are found", () => expect(examples.map(({ title }) => title)).toContain("Record"));

  it.each(examples)("run as they are: $title", async ({ source }) => {
    const server = await startChaosServer();
    const setUp = `process.env.FLEETGLASS_API_KEY = "fg_eu_x"; process.env.FLEETGLASS_ENDPOINT = "${server.url}";\n`;
    const { code, stderr, stdout } = await runScript(NODE, inject("consumerDir"), setUp + source);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(server.acknowledged.size > 0 || stdout.includes("[key]")).toBe(true);
    await server.close();
  });
});
