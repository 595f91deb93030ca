const FLAGS = /\/u$/;

/**
 * Takes the flag off that the generator leaves behind patterns: JSON Schema's are Unicode ones as they are, and would look for
 * a slash and the letter. Changes the document.
 */
export function plainPatterns(node: unknown): void {
  if (typeof node !== "object" || node === null) return;
  if ("pattern" in node && typeof node.pattern === "string") node.pattern = node.pattern.replace(FLAGS, "");
  for (const part of Object.values(node)) plainPatterns(part);
}
