/** A piece of a snippet and how it is coloured. */
export interface Token {
  text: string;
  look: "comment" | "name" | "value" | "plain";
}

const PATTERN =
  /(?<comment>^#.*$)|(?<value>"[^"]*"|'[^']*'|https?:\/\/\S+)|(?<name>(?<=^export )[A-Z_]+|^[a-z_]+(?= =))/gm;

/** Splits a shell or TOML text into coloured pieces. */
export function highlight(text: string): Token[] {
  const tokens: Token[] = [];
  let end = 0;
  for (const match of text.matchAll(PATTERN)) {
    if (match.index > end) tokens.push({ text: text.slice(end, match.index), look: "plain" });
    const look = match.groups?.["comment"] !== undefined
      ? "comment"
      : match.groups?.["value"] !== undefined
      ? "value"
      : "name";
    tokens.push({ text: match[0], look });
    end = match.index + match[0].length;
  }
  if (end < text.length) tokens.push({ text: text.slice(end), look: "plain" });
  return tokens;
}
