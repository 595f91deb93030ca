// Runs after every npm install, under plain Node.
//
// `deno task` takes every file in node_modules/.bin for a script of an npm package, its own binary among them, and would run
// that as JavaScript. Without the file, `deno` inside a task is the Deno that runs the task.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

rmSync(fileURLToPath(new URL("../node_modules/.bin/deno", import.meta.url)), { force: true });
