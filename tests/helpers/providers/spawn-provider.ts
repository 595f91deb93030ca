import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { OpenidPerson } from "./openid-provider.ts";
import type { SamlPerson } from "./saml-provider.ts";

/** A provider in another process; each call ends when it has been heard. */
export interface SpawnedProvider<P> {
  /** The issuer of an OpenID provider, the address of a SAML provider's metadata. */
  address: string;
  /** Has an OpenID provider take a client with this redirect URI. */
  addClient(redirectUri: string): Promise<void>;
  signsIn(person: P): Promise<void>;
  close(): void;
}

/** Starts an OpenID provider for tests whose own loader cannot run its library. */
export const spawnOpenidProvider = () => spawnProvider<OpenidPerson>("openid");

/** Starts a SAML provider likewise. */
export const spawnSamlProvider = () => spawnProvider<SamlPerson>("saml");

async function spawnProvider<P>(kind: "openid" | "saml"): Promise<SpawnedProvider<P>> {
  const child = spawn(process.execPath, ["run", "-A", "tests/helpers/providers/serve-provider.ts", kind], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`the ${kind} provider has ended`);
      // The library writes notices of its own.
      if (value.startsWith("{")) return JSON.parse(value) as { address?: string };
    }
  };
  const tell = async (what: object) => {
    child.stdin.write(`${JSON.stringify(what)}\n`);
    await answer();
  };
  const { address = "" } = await answer();
  return {
    address,
    addClient: (redirectUri) => tell({ redirectUri }),
    signsIn: (person) => tell({ person }),
    close: () => void child.kill(),
  };
}
