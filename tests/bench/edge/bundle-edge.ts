import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCommand } from "../../../local/processes/run-command.ts";
import { PROJECT_DIR } from "../../../local/project.ts";

const WRANGLER = join(PROJECT_DIR, "node_modules/wrangler/wrangler-dist/cli.js");

/** The edge Worker, or the one of another configuration, as it would be uploaded: one JavaScript module. */
export async function bundleEdge(config = "wrangler.toml"): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), "fleetglass-bundle-"));
  try {
    await runCommand(process.execPath, [
      "run",
      "-A",
      WRANGLER,
      "deploy",
      "--dry-run",
      `--config=${config}`,
      `--outdir=${dir}`,
    ], {
      cwd: PROJECT_DIR,
      env: {
        ...process.env,
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        WRANGLER_SEND_METRICS: "false",
        WRANGLER_HIDE_BANNER: "true",
        WRANGLER_LOG_PATH: join(dir, "log"),
      },
    });
    return await readFile(join(dir, "index.js"), "utf8");
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
