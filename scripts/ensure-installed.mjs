// Runs before `npm run dev` and `npm test`, under plain Node: installs the packages when there are none yet, and says so when
// they are not those of package-lock.json.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const MINIMUM_NODE = 20;
const root = fileURLToPath(new URL("..", import.meta.url));

if (Number.parseInt(process.versions.node, 10) < MINIMUM_NODE) {
  fail(`Fleetglass needs Node ${MINIMUM_NODE} or newer; this is ${process.versions.node}.`);
}
if (!existsSync(`${root}node_modules/.package-lock.json`)) {
  console.log("Installing packages, once. This takes about a minute.");
  run("npm", ["ci", "--no-audit", "--no-fund"]);
}
// An installation without scripts lacks the one binary that everything else runs on.
if (!existsSync(`${root}node_modules/deno/deno`)) {
  run(process.execPath, ["node_modules/deno/install.cjs"]);
}
// Installing a single package puts the link back without running the post-install step.
run(process.execPath, ["scripts/unlink-deno.mjs"]);
const outdated = findOutdated();
if (outdated.length > 0) {
  console.warn(`Installed packages differ from package-lock.json (${outdated.slice(0, 3).join(", ")}…). Run: npm ci`);
}

function findOutdated() {
  const wanted = readPackages("package-lock.json");
  const installed = readPackages("node_modules/.package-lock.json");
  return Object.entries(wanted)
    .filter(([path, { version, optional, link }]) => {
      // What is optional may be for another platform.
      return path.startsWith("node_modules/") && !optional && !link && installed[path]?.version !== version;
    })
    .map(([path]) => path.replace("node_modules/", ""));
}

function readPackages(path) {
  return JSON.parse(readFileSync(`${root}${path}`, "utf8")).packages ?? {};
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) fail(`Could not run ${command}: ${error.message}`);
  if (status !== 0) process.exit(status ?? 1);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
