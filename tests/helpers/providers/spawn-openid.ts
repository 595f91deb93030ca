import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { OpenidPerson } from "./openid-provider.ts";

/** An OpenID provider in another process; each call ends when it has been heard. */
export interface SpawnedOpenid {
  issuer: string;
  addClient(redirectUri: string): Promise<void>;
  signsIn(person: OpenidPerson): Promise<void>;
  close(): void;
}

/** Starts an OpenID provider for tests whose own loader cannot run the library. */
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
      if (value.startsWith("{")) return JSON.parse(value) as { issuer?: string };
    }
  };
  const tell = async (what: object) => {
    child.stdin.write(`${JSON.stringify(what)}\n`);
    await answer();
  };
  const { issuer = "" } = await answer();
  return {
    issuer,
    addClient: (redirectUri) => tell({ redirectUri }),
    signsIn: (person) => tell({ person }),
    close: () => void child.kill(),
  };
}
