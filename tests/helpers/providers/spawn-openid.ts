import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { OpenidPerson } from "./openid-provider.ts";

/** An OpenID provider in another process; each call ends when it has been heard. */
export interface SpawnedOpenid {
  /** Its issuer. */
  address: string;
  /** Has it take a client with this redirect URI. */
  addClient(redirectUri: string): Promise<void>;
  signsIn(person: OpenidPerson): Promise<void>;
  close(): void;
}

/** Starts an OpenID provider for tests whose own loader cannot run its library. */
export async function spawnOpenidProvider(): Promise<SpawnedOpenid> {
  const child = spawn(process.execPath, ["run", "-A", "tests/helpers/providers/serve-openid.ts"], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => {
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error("the OpenID provider has ended");
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
