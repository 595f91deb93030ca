import { hostProcess } from "./runtime.ts";

/** Somebody with something to send before the end. */
export interface Leaver {
  /** Resolves when all is sent, or its time is over. */
  flushAtExit(): Promise<unknown>;
}

const SIGNALS = ["SIGTERM", "SIGINT"];
const leavers = new Set<Leaver>();
const listeners = new Map<string, () => void>();
let isHooked = false;

/** Sends what `leaver` holds before the process ends. Until {@link stayNoLonger}. */
export function flushBeforeExit(leaver: Leaver): void {
  // Asked with every event.
  if (leavers.has(leaver)) return;
  const host = hostProcess();
  if (host === undefined) return;
  leavers.add(leaver);
  try {
    if (!isHooked) {
      isHooked = true;
      host.on("beforeExit", () => void flushAll());
      // Only when theirs is there: without any listener in between, the runtime would stop to listen for both.
      host.on("newListener", (name: string) => queueMicrotask(() => host.listenerCount(name) > 1 && withdraw(name)));
    }
    for (const name of SIGNALS) listen(name);
  } catch {
    // A process that takes no listeners ends without us.
  }
}

/** Nothing is left to send. */
export function stayNoLonger(leaver: Leaver): void {
  leavers.delete(leaver);
  if (leavers.size === 0) { for (const name of SIGNALS) withdraw(name); }
}

async function flushAll(): Promise<void> {
  await Promise.all([...leavers].map((leaver) => leaver.flushAtExit()));
}

/**
 * A signal ends a process unless somebody listens. So this listens only while events wait and nobody else does, and sends the
 * signal again when they have left: the process ends by it, as it would have without.
 */
function listen(name: string): void {
  const host = hostProcess();
  if (host === undefined || listeners.has(name) || host.listenerCount(name) > 0) return;
  const listener = () => {
    void flushAll().then(() => {
      withdraw(name);
      if (host.listenerCount(name) === 0) raise(name);
    });
  };
  host.on(name, listener);
  listeners.set(name, listener);
}

function withdraw(name: string): void {
  const listener = listeners.get(name);
  if (listener === undefined) return;
  listeners.delete(name);
  hostProcess()?.removeListener(name, listener);
}

function raise(name: string): void {
  const host = hostProcess();
  try {
    host?.kill(host.pid, name);
  } catch {
    // Deno may not be allowed to send signals. What the shell would report for this one:
    host?.exit(name === "SIGINT" ? 130 : 143);
  }
}
