import type { ApiDocument } from "./document.ts";
import { groupByTag } from "./render-reference.ts";

/** The API's reference as plain text, short enough to be read whole by a program that reads. */
export function renderText(document: ApiDocument): string {
  const { title, version, description } = document.info;
  const sections = [...groupByTag(document)].map(([tag, operations]) => {
    const lines = operations.map(({ method, path, summary = "", description: gate = "", parameters = [] }) => {
      const names = parameters.filter((parameter) => parameter.in === "query").map(({ name }) => name);
      const query = names.length === 0 ? "" : `\n  Query: ${names.join(", ")}`;
      return `- ${method} ${path}: ${summary}. ${gate}${query}`;
    });
    return `## ${tag}\n\n${lines.join("\n")}`;
  });
  return `# ${title} API ${version}\n\n${description}\n\nWhole description: /v1/openapi.json\n\n${
    sections.join("\n\n")
  }\n`;
}
