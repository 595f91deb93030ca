/**
 * What of the sign-in library is open. Everything else that it has, now or in a later version, answers 404: accounts at
 * providers and deletion are not offered, and organisations have routes of our own, which check and write down.
 */
const OPEN: readonly (readonly [method: "GET" | "POST", path: RegExp])[] = [
  ["POST", /^\/sign-up\/email$/],
  ["POST", /^\/sign-in\/email$/],
  ["POST", /^\/sign-out$/],
  ["GET", /^\/get-session$/],
  ["POST", /^\/send-verification-email$/],
  ["GET", /^\/verify-email$/],
  ["POST", /^\/request-password-reset$/],
  ["GET", /^\/reset-password\/[\w-]+$/],
  ["POST", /^\/reset-password$/],
  ["POST", /^\/change-password$/],
  ["POST", /^\/update-user$/],
  ["POST", /^\/two-factor\/(enable|disable|verify-totp|verify-backup-code|generate-backup-codes)$/],
  ["GET", /^\/passkey\/(generate-register-options|generate-authenticate-options|list-user-passkeys)$/],
  ["POST", /^\/passkey\/(verify-registration|verify-authentication|delete-passkey|update-passkey)$/],
];

/** Whether a request to the library is for one of its open routes. `path` is the one below `/auth`. */
export function isOpen(method: string, path: string): boolean {
  return OPEN.some(([allowed, pattern]) => allowed === method && pattern.test(path));
}
