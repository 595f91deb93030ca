import { X509Certificate } from "node:crypto";

/** A certificate in the form that libraries read. `certificate` is base64 of DER. */
export function toPem(certificate: string): string {
  const lines = certificate.match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** What may be shown of a certificate: its SHA-256 and until when it says it is good (ISO). Throws for what is none. */
export function describeCertificate(certificate: string): { fingerprint: string; expires_at: string } {
  const read = new X509Certificate(toPem(certificate));
  return { fingerprint: read.fingerprint256, expires_at: new Date(read.validTo).toISOString() };
}
