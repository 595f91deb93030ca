const ADDRESS = /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+\.\p{L}{2,}/gu;
const QUERY = /\?[^\s)"']+/g;
const ORIGIN = /https?:\/\/[^\s/)"']+/g;
const LONG_ID = /\b(?=[\w-]*\d)[\w-]{20,}\b/g;
const MOST_LENGTH = 1_000;

/** What of an error's text may leave the browser: no addresses of people, no search strings, no ids, no hosts. */
export function scrubText(text: string): string {
  return text.slice(0, MOST_LENGTH).replace(ADDRESS, "(address)").replace(ORIGIN, "").replace(QUERY, "")
    .replace(LONG_ID, "(id)");
}
