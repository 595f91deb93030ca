/**
 * Writes the pages under docs/clients from contract/client-guides.ts, and the table of attributes in docs/privacy.md from the
 * edge's rules.
 *
 *   deno task guides
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { CLIENT_GUIDES } from "../contract/client-guides.ts";
import { renderContentTable } from "./guides/render-content-table.ts";
import { renderGuide } from "./guides/render-guide.ts";

const TABLE = /(<!-- attributes -->\n)[\s\S]*?(\n<!-- end -->)/;

await mkdir("docs/clients", { recursive: true });
for (const guide of CLIENT_GUIDES) await writeFile(`docs/clients/${guide.id}.md`, renderGuide(guide));
const privacy = await readFile("docs/privacy.md", "utf8");
await writeFile(
  "docs/privacy.md",
  privacy.replace(TABLE, (_all, start, end) => `${start}${renderContentTable()}${end}`),
);
const { code } = await new Deno.Command(Deno.execPath(), { args: ["fmt", "-q", "docs/clients", "docs/privacy.md"] })
  .output();
Deno.exit(code);
