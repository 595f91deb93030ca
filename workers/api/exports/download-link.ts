import { createHmac } from "node:crypto";
import { type DownloadQuery, type ExportSummary } from "../../../contract/exports.ts";
import { AppError } from "../../../contract/problem.ts";
import type { Region } from "../../../contract/tenant.ts";
import type { ApiConfig } from "../config.ts";
import { isSameText } from "../http/is-same-text.ts";

/** How long a link works; the file may go sooner. */
const LINK_MS = 24 * 3_600_000;

/** The file that a link is to. It opens no other. */
export interface LinkedFile {
  id: string;
  orgId: string;
  region: Region;
}

/** A link to an export's file that works without signing in, until it or the file expires. */
export function signLink(
  { publicUrl, authSecret }: Pick<ApiConfig, "publicUrl" | "authSecret">,
  file: LinkedFile,
  { now, fileExpiresAt }: { now: number; fileExpiresAt: number },
): NonNullable<ExportSummary["download"]> {
  const expires = Math.min(now + LINK_MS, fileExpiresAt);
  const url = new URL(`/v1/exports/${file.id}/download`, publicUrl);
  url.searchParams.set("org", file.orgId);
  url.searchParams.set("region", file.region);
  url.searchParams.set("expires", String(expires));
  url.searchParams.set("signature", seal(authSecret, file, expires));
  return { url: url.href, expires_at: new Date(expires).toISOString() };
}

/** Throws AUTH_INVALID unless a link was signed here for this file, and still works. */
export function requireSignature(
  { authSecret }: Pick<ApiConfig, "authSecret">,
  file: LinkedFile,
  { expires, signature }: Pick<DownloadQuery, "expires" | "signature">,
  now: number,
): void {
  if (!isSameText(signature, seal(authSecret, file, expires)) || expires <= now) {
    throw new AppError("AUTH_INVALID", "The link is not valid, or has expired. Members get a new one with the export.");
  }
}

function seal(secret: string, { id, orgId, region }: LinkedFile, expires: number): string {
  return createHmac("sha256", secret).update(JSON.stringify(["export", region, orgId, id, expires])).digest(
    "base64url",
  );
}
