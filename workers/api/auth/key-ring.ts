import { createHash } from "node:crypto";
import type { ApiConfig } from "../config.ts";

/** The secrets of the Worker's settings, present and before. */
export type SecretSettings = Pick<ApiConfig, "authSecret" | "authSecretPrevious">;

/** Keys for what is encrypted at rest, as the sign-in library takes them. */
export interface KeyRing {
  keys: Map<number, string>;
  currentVersion: number;
  /** For what was encrypted before versions were written along: that is under the oldest secret there is. */
  legacySecret: string;
}

/** The keys by version. New things are encrypted under the present secret, old ones stay readable under the one before. */
export function keyRing(settings: SecretSettings): KeyRing {
  const versions = secretVersions(settings);
  return {
    keys: new Map(versions.map(({ version, value }) => [version, value])),
    currentVersion: versionOf(settings.authSecret),
    legacySecret: legacySecret(settings),
  };
}

/** The secrets with their versions, the present one first. */
export function secretVersions(
  { authSecret, authSecretPrevious }: SecretSettings,
): { version: number; value: string }[] {
  const secrets = [authSecret, ...authSecretPrevious === undefined ? [] : [authSecretPrevious]];
  return [...new Set(secrets)].map((value) => ({ version: versionOf(value), value }));
}

/** The secret under which things are that name no version. */
export function legacySecret({ authSecret, authSecretPrevious }: SecretSettings): string {
  return authSecretPrevious ?? authSecret;
}

/** A secret's version is a digest of itself, cut to a number: nobody has to count, and the same secret is the same version. */
export function versionOf(secret: string): number {
  return createHash("sha256").update(`version:${secret}`).digest().readUInt32BE(0) >>> 1;
}
