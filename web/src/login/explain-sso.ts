const WORDS: Record<string, string> = {
  another_browser: "The sign-in began in another browser or tab. Start again here.",
  expired: "The sign-in took too long. Start again.",
  no_seat: "Your organisation has no seat left. Ask one of its admins.",
  not_under_way: "That sign-in is over. Start again.",
  refused: "Your organisation's provider did not sign you in here. Ask one of its admins.",
};

/** Why single sign-on led back to this page, from its address; `null` where it did not. */
export function explainSso(search: string): string | null {
  const told = new URLSearchParams(search).get("sso");
  if (told === null) return null;
  return (Object.hasOwn(WORDS, told) ? WORDS[told] : WORDS.refused) ?? null;
}
