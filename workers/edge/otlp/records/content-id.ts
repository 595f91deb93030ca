import { createHash } from "node:crypto";

/** A value as text that does not depend on the order of its keys. */
export function canonicalText(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalText(item)}`).join(",")}}`;
}

/** 32 hex digits that name what the parts say: the same for the same content, in whatever encoding it came. */
export function contentId(...parts: readonly unknown[]): string {
  return createHash("sha256").update(parts.map(canonicalText).join("\u0000")).digest("hex").slice(0, 32);
}
