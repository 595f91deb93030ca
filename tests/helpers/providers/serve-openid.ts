/** An OpenID provider in a process of its own: tells its issuer, then takes a line of JSON for each thing it is told. */
import { createInterface } from "node:readline";
import { type OpenidPerson, startOpenidProvider } from "./openid-provider.ts";

const provider = await startOpenidProvider();
console.log(JSON.stringify({ issuer: provider.issuer }));
for await (const line of createInterface({ input: process.stdin })) {
  const told = JSON.parse(line) as { redirectUri?: string; person?: OpenidPerson };
  if (told.redirectUri !== undefined) provider.addClient(told.redirectUri);
  if (told.person !== undefined) provider.person = told.person;
  console.log("{}");
}
await provider.close();
