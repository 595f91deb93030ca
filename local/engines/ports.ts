import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** An instance that was killed hard takes a moment to let go of its ports. */
const RELEASE_WITHIN_MS = 3_000;

/** Throws, naming the purpose and the way out, when a local port stays taken. */
export async function requireFreePort(port: number, purpose: string, flag: string): Promise<void> {
  const deadline = Date.now() + RELEASE_WITHIN_MS;
  while (!(await isFree(port))) {
    if (Date.now() > deadline) {
      throw new Error(
        `Port ${port} for ${purpose} is taken by another process. Free it, or choose another with ${flag}.`,
      );
    }
    await sleep(100);
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => error.code === "EADDRINUSE" ? resolve(false) : reject(error));
    probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => probe.close(() => resolve(true)));
  });
}
