/** Why the word of an identity provider is not taken. Admins read it in the audit log; the page says less. */
export type RefusalReason =
  | "another_browser"
  | "bad_answer"
  | "bad_signature"
  | "bad_token"
  | "encrypted"
  | "expired"
  | "identity_changed"
  | "malformed"
  | "no_email"
  | "no_seat"
  | "not_under_way"
  | "provider_refused"
  | "provider_unreachable"
  | "unsigned"
  | "unverified_email"
  | "weak_algorithm"
  | "wrong_audience"
  | "wrong_domain"
  | "wrong_issuer"
  | "wrong_recipient"
  | "wrong_request";

/** The word of an identity provider that is not taken. */
export class SignInRefusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, options: { cause?: unknown } = {}) {
    super(`sign-in through an identity provider refused: ${reason}`, options);
    this.name = "SignInRefusal";
    this.reason = reason;
  }
}
