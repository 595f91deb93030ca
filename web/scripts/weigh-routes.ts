import { readdir, readFile } from "node:fs/promises";
import { join, posix } from "node:path";
import { gzipSync } from "node:zlib";

const ENTRY = /(?:component-url|renderer-url|before-hydration-url|src)="(\/[^"]+\.js)"/g;
const STATIC_IMPORT = /(?:\bfrom|\bimport)\s*["'](\.[^"']+\.js)["']/g;

/** How much JavaScript a page of the built dashboard loads before anything is clicked. */
export interface RouteWeight {
  route: string;
  /** Gzipped. */
  bytes: number;
}

/**
 * Weighs every page of a built dashboard.
 * @param always names of chunks that pages load by themselves once they are drawn
 */
export async function weighRoutes(dist: string, always: readonly string[] = []): Promise<RouteWeight[]> {
  const files = await readdir(dist, { recursive: true });
  const later = files.filter((path) => always.some((name) => posix.basename(path).startsWith(`${name}.`)));
  const pages = files.filter((path) => path.endsWith(".html")).sort();
  return await Promise.all(pages.map(async (page) => ({
    route: routeOf(page),
    bytes: await weighPage(dist, page, later.filter((path) => path.endsWith(".js"))),
  })));
}

function routeOf(page: string): string {
  return `/${page.replace(/(?:^|\/)index\.html$/, "").replace(/\.html$/, "")}`;
}

async function weighPage(dist: string, page: string, later: readonly string[]): Promise<number> {
  const html = await readFile(join(dist, page), "utf8");
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code = ""]) => code).join("\n");
  const entries = [...html.matchAll(ENTRY)].map(([, path = ""]) => path);
  const scripts = await reachableFrom(dist, html.includes("component-url") ? [...entries, ...later] : entries);
  const sizes = await Promise.all([...scripts].map((path) => gzippedSize(join(dist, path))));
  return sizes.reduce((sum, size) => sum + size, inline === "" ? 0 : gzipSync(inline).byteLength);
}

async function reachableFrom(dist: string, entries: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  const waiting = entries.map((path) => posix.join("/", path));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const code = await readFile(join(dist, path), "utf8");
    for (const [, target = ""] of code.matchAll(STATIC_IMPORT)) waiting.push(posix.join(posix.dirname(path), target));
  }
  return found;
}

async function gzippedSize(path: string): Promise<number> {
  return gzipSync(await readFile(path), { level: 9 }).byteLength;
}
