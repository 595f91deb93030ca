const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it stands in HTML, also inside of attributes. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** Paragraphs of text in which backticks mark code. */
export function paragraphs(text: string): string {
  if (text === "") return "";
  return text.split(/\n\n+/).map((part) => `<p>${escapeHtml(part).replaceAll(/`([^`]+)`/g, "<code>$1</code>")}</p>`)
    .join("\n");
}
