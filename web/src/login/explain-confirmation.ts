/** Where the link of a mail that confirms an address leads to. */
export const CONFIRMED_PATH = "/login?confirmed=1";

const DONE = "Your address is confirmed. Sign in to go on.";
const DEAD_LINK = "This link does not work any more. Sign in, and have another sent.";

/** What became of an address that was to be confirmed, from the page's own; `null` where none was. */
export function explainConfirmation(search: string): { notice: string } | { problem: string } | null {
  const parameters = new URLSearchParams(search);
  if (!parameters.has("confirmed")) return null;
  return parameters.has("error") ? { problem: DEAD_LINK } : { notice: DONE };
}
