/** What a person is called where space is short: the part of an e-mail address before the @, else the id itself. */
export function personName(userId: string): string {
  return /^([^@\s]+)@[^@\s]+$/.exec(userId)?.[1] ?? userId;
}
