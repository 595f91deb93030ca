import type { Mail } from "./mail.ts";

/** Asks somebody to show that an address is theirs. */
export function verificationMail(to: string, url: string): Mail {
  return {
    to,
    subject: "Confirm your e-mail address",
    text: `Confirm that this address is yours by opening this link within an hour:\n\n${url}\n\n` +
      "If you did not sign up for Fleetglass, ignore this message.\n",
  };
}

/** Lets somebody choose a new password. */
export function resetMail(to: string, url: string): Mail {
  return {
    to,
    subject: "Choose a new password",
    text: `Choose a new password by opening this link within an hour:\n\n${url}\n\n` +
      "If you did not ask for it, ignore this message; your password stays as it is.\n",
  };
}

/** Tells somebody who signs up that they have an account, where telling the page would tell everybody. */
export function knownAddressMail(to: string, url: string): Mail {
  return {
    to,
    subject: "You have an account already",
    text: `Somebody, probably you, signed up with this address, which has an account. Sign in here:\n\n${url}\n`,
  };
}

/** Asks somebody to join an organisation. */
export function invitationMail(to: string, organization: string, inviter: string, url: string): Mail {
  return {
    to,
    subject: `Join ${organization} on Fleetglass`,
    text: `${inviter} invites you to ${organization}. Accept within a week by opening this link:\n\n${url}\n`,
  };
}
