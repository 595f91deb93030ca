import { readFileSync } from "node:fs";

const PAGE = "docs/credentials.md";

/** The rows of a table of docs/credentials.md by their first cell; each cell as the names in it. */
export function readCredentialTable(heading: string): Map<string, string[][]> {
  const page = readFileSync(PAGE, "utf8");
  const section = page.split("\n## ").find((part) => part.startsWith(heading)) ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return new Map(rows.map((line) => {
    const [name = [], ...cells] = line.split("|").slice(1, -1).map(namesIn);
    return [name[0] ?? "", cells];
  }));
}

const namesIn = (cell: string): string[] => Array.from(cell.matchAll(/`([^`]+)`/g), ([, name = ""]) => name);
