import { readdir, readFile } from "node:fs/promises";
import { join, posix, relative } from "node:path";
import process from "node:process";
import { gzipSync } from "node:zlib";

/**
 * Prints how much JavaScript each route loads before anything is clicked, gzipped, and fails when one is over budget.
 * Usage: `deno run -A scripts/measure-bundle.ts [dist]`
 */
const BUDGET_BYTES = 170 * 1024;
const DIST = process.argv[2] ?? new URL("../dist", import.meta.url).pathname;

const ENTRY = /(?:component-url|renderer-url|before-hydration-url|src)="(\/[^"]+\.js)"/g;
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g;

async function reachableFrom(entries: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const code = await readFile(join(DIST, path), "utf8");
    for (const [, target = ""] of code.matchAll(STATIC_IMPORT)) waiting.push(posix.join(posix.dirname(path), target));
  }
  return found;
}

async function gzippedSize(path: string): Promise<number> {
  return gzipSync(await readFile(join(DIST, path)), { level: 9 }).byteLength;
}

async function measureRoute(page: string): Promise<number> {
  const html = await readFile(join(DIST, page), "utf8");
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = ""]) => code).join("\n");
  const scripts = await reachableFrom([...html.matchAll(ENTRY)].map(([, path = ""]) => path));
  const sizes = await Promise.all([...scripts].map(gzippedSize));
  return sizes.reduce((sum, size) => sum + size, inline === "" ? 0 : gzipSync(inline).byteLength);
}

const pages = (await readdir(DIST, { recursive: true })).filter((path) => path.endsWith(".html")).sort();
let over = false;
for (const page of pages) {
  const bytes = await measureRoute(page);
  over ||= bytes > BUDGET_BYTES;
  const route = `/${relative(".", page).replace(/(?:^|\/)index\.html$/, "").replace(/\.html$/, "")}`;
  console.log(
    `${route.padEnd(10)} ${(bytes / 1024).toFixed(1).padStart(6)} KB${bytes > BUDGET_BYTES ? "  over budget" : ""}`,
  );
}
console.log(`budget     ${(BUDGET_BYTES / 1024).toFixed(1).padStart(6)} KB of gzipped JavaScript per route`);
process.exitCode = over ? 1 : 0;
