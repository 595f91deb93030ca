import { createSign, generateKeyPairSync } from "node:crypto";

/** A key and a certificate that it signed itself, as SAML providers have them. */
export interface SigningKey {
  privateKey: string;
  publicKey: string;
  /** PEM. */
  certificate: string;
  /** Base64 of DER, as metadata has it. */
  certificateText: string;
}

const der = (tag: number, ...parts: Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  const length = body.length < 128
    ? Buffer.from([body.length])
    : Buffer.from([0x82, body.length >> 8, body.length & 255]);
  return Buffer.concat([Buffer.from([tag]), length, body]);
};
const sequence = (...parts: Buffer[]) => der(0x30, ...parts);
const SHA256_WITH_RSA = sequence(der(0x06, Buffer.from("2a864886f70d01010b", "hex")), der(0x05));
const COMMON_NAME = der(0x06, Buffer.from("550403", "hex"));

/** Makes a key and its certificate (X.509, DER by hand: there is nothing in it but a name). */
export function makeSigningKey(name: string): SigningKey {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  const subject = sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
  const times = sequence(der(0x17, Buffer.from("250101000000Z")), der(0x17, Buffer.from("450101000000Z")));
  const version = der(0xa0, der(0x02, Buffer.from([2])));
  const serial = der(0x02, Buffer.from([1]));
  const content = sequence(version, serial, SHA256_WITH_RSA, subject, times, subject, publicKey);
  const signature = createSign("sha256").update(content).sign(privateKey);
  const text = sequence(content, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature)).toString("base64");
  const lines = (label: string, body: string) =>
    `-----BEGIN ${label}-----\n${body.match(/.{1,64}/g)?.join("\n")}\n-----END ${label}-----\n`;
  return {
    privateKey,
    publicKey: lines("PUBLIC KEY", publicKey.toString("base64")),
    certificate: lines("CERTIFICATE", text),
    certificateText: text,
  };
}
