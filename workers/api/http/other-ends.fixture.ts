const LETTERS = Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=!");

/** A text with every other last letter: some of these stand for the same bytes in base64. */
export function otherEndsOf(text: string): string[] {
  return LETTERS.map((last) => text.slice(0, -1) + last).filter((other) => other !== text);
}
