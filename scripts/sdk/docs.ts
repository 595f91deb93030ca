/** Writes the API's documentation as HTML into sdk/dist/docs. */
import { join } from "node:path";
import { runCommand } from "../../local/processes/run-command.ts";
import { PROJECT_DIR } from "../../local/project.ts";

const ENTRIES = ["index", "openai", "anthropic", "ai-sdk", "otel", "debug", "fetch", "spool"];
const files = ENTRIES.map((name) => `src/${name}.ts`);
const flags = ["doc", "--html", "--name=@fleetglass/sdk", "--output=dist/docs"];
await runCommand(Deno.execPath(), [...flags, ...files], { cwd: join(PROJECT_DIR, "sdk") });
console.log("sdk/dist/docs/index.html");
