/**
 * A provider in a process of its own, `openid` or `saml`: tells its address, then takes a line of JSON for each thing it is
 * told and answers it with an empty object.
 */
import { createInterface } from "node:readline";
import { type OpenidPerson, startOpenidProvider } from "./openid-provider.ts";
import { type SamlPerson, startSamlProvider } from "./saml-provider.ts";

interface Told<P> {
  redirectUri?: string;
  person?: P;
}

async function takeLines<P>(address: string, take: (told: Told<P>) => void): Promise<void> {
  console.log(JSON.stringify({ address }));
  for await (const line of createInterface({ input: process.stdin })) {
    take(JSON.parse(line) as Told<P>);
    console.log("{}");
  }
}

async function serveOpenid(): Promise<void> {
  const provider = await startOpenidProvider();
  await takeLines<OpenidPerson>(provider.issuer, ({ redirectUri, person }) => {
    if (redirectUri !== undefined) provider.addClient(redirectUri);
    if (person !== undefined) provider.person = person;
  });
  await provider.close();
}

async function serveSaml(): Promise<void> {
  const provider = await startSamlProvider();
  await takeLines<SamlPerson>(provider.metadataUrl, ({ person }) => {
    if (person !== undefined) provider.person = person;
  });
  await provider.close();
}

await (process.argv.at(-1) === "saml" ? serveSaml() : serveOpenid());
