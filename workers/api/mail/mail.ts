/** A message to one person. */
export interface Mail {
  to: string;
  subject: string;
  /** Plain text; a link in it stands on a line of its own. */
  text: string;
}

/** Sends a message. Throws when it cannot be handed over. */
export type SendMail = (mail: Mail) => Promise<void>;
