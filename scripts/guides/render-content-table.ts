import { CONTENT_RULES } from "../../workers/edge/otlp/content-keys.ts";

/** The table of docs/privacy.md, from the rules that the edge goes by. */
export function renderContentTable(): string {
  const rows = CONTENT_RULES.map(({ what, from, keys, patterns }) => [
    what,
    from,
    [...keys, ...patterns].map((name) => `\`${name}\``).join(", "),
  ]);
  return [["what", "from", "attributes"], ["---", "---", "---"], ...rows].map((row) => `| ${row.join(" | ")} |`).join(
    "\n",
  );
}
