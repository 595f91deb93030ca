import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Headers of the paths that begin, or are, as a line of `_headers` says. */
export interface HeaderRule {
  path: string;
  headers: Record<string, string>;
}

/** Reads the `_headers` file that Pages applies to the built dashboard, so that it is served alike here. */
export async function readHeaderRules(dir: string): Promise<HeaderRule[]> {
  return parseHeaderRules(await readFile(join(dir, "_headers"), "utf8").catch(() => ""));
}

/** The rules of a `_headers` file: a path on a line of its own, its headers indented below it. */
export function parseHeaderRules(text: string): HeaderRule[] {
  const rules: HeaderRule[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), headers: {} });
      continue;
    }
    const [name = "", ...value] = line.trim().split(":");
    const rule = rules.at(-1);
    if (rule !== undefined) rule.headers[name] = value.join(":").trim();
  }
  return rules;
}

/** The headers of a path, those of later rules in the place of earlier ones. */
export function headersFor(rules: HeaderRule[], pathname: string): Record<string, string> {
  const fitting = rules.filter(({ path }) =>
    path.endsWith("*") ? pathname.startsWith(path.slice(0, -1)) : path === pathname
  );
  // A laptop has no certificate, and a browser would remember that it should.
  const { "Strict-Transport-Security": _https, ...headers } = Object.assign(
    {},
    ...fitting.map(({ headers }) => headers),
  );
  return headers;
}
