const UNAUTHORIZED = 401;
const TOO_MANY = 429;
const SERVER_ERRORS = 500;

/** What a refused sign-in means for the person. It never says which of the two was wrong. */
export function explainRefusal(status: number, retryAfter: string | null): string {
  if (status === TOO_MANY) {
    return retryAfter === null ? "Too many tries. Wait a minute." : `Too many tries. Try again in ${retryAfter} s.`;
  }
  if (status >= SERVER_ERRORS) return "Signing in does not work at the moment. Try again shortly.";
  return status === UNAUTHORIZED ? "E-mail and password do not match." : "This e-mail or password is not valid.";
}
