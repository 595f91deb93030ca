/** An OpenID provider in a process of its own: tells its issuer, then takes a line of JSON for each thing it is told. */
import { createInterface } from "node:readline";
import { type OpenidPerson, startOpenidProvider } from "./openid-provider.ts";

const provider = await startOpenidProvider();
console.log(JSON.stringify({ address: provider.issuer }));
for await (const line of createInterface({ input: process.stdin })) {
  const { redirectUri, person } = JSON.parse(line) as { redirectUri?: string; person?: OpenidPerson };
  if (redirectUri !== undefined) provider.addClient(redirectUri);
  if (person !== undefined) provider.person = person;
  console.log("{}");
}
await provider.close();
