import { createHmac } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../../contract/problem.ts";
import { type Region, REGIONS } from "../../../contract/tenant.ts";
import type { ApiConfig } from "../config.ts";
import { isSameText } from "../http/is-same-text.ts";

/** Where a ticket is good, and the secret that the live object there knows it by. */
export interface Ticket {
  region: Region;
  orgId: string;
  secret: string;
}

const Text = z.tuple([z.enum(REGIONS), z.string(), z.string()]);
const SEAL_BYTES = 16;

/** A ticket as text. It is sealed, so that nobody makes objects by naming organisations that do not exist. */
export function writeTicket({ authSecret }: Pick<ApiConfig, "authSecret">, { region, orgId, secret }: Ticket): string {
  const text = Buffer.from(JSON.stringify([region, orgId, secret])).toString("base64url");
  return `${text}.${seal(authSecret, text)}`;
}

/** Reads a ticket. Throws AUTH_INVALID for a text that is none of ours. */
export function readTicket({ authSecret }: Pick<ApiConfig, "authSecret">, ticket: string): Ticket {
  const [text = ""] = ticket.split(".", 1);
  if (!isSameText(ticket, `${text}.${seal(authSecret, text)}`)) {
    throw new AppError("AUTH_INVALID", "The ticket is not one that POST /v1/live/tickets gave out.");
  }
  const [region, orgId, secret] = Text.parse(JSON.parse(Buffer.from(text, "base64url").toString()));
  return { region, orgId, secret };
}

function seal(authSecret: string, text: string): string {
  const message = JSON.stringify(["live ticket", text]);
  return createHmac("sha256", authSecret).update(message).digest().subarray(0, SEAL_BYTES).toString("base64url");
}
