import { useEffect, useState } from "react";

/**
 * The token of the mail's link that led here: `undefined` at first, `null` where there is none. It is taken out of the address,
 * which histories keep and other sites are told: who has it could act for the person.
 */
export function useLinkToken(): string | null | undefined {
  const [token, setToken] = useState<string | null>();
  useEffect(() => {
    setToken(new URLSearchParams(location.search).get("token"));
    history.replaceState(null, "", location.pathname);
  }, []);
  return token;
}
