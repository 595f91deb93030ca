import type { Transport } from "./transport.ts";

/** As much of Node's `process` as is used; Deno and Bun have it, too. */
export interface HostProcess {
  pid: number;
  on(name: string, listener: (...args: never[]) => void): void;
  removeListener(name: string, listener: (...args: never[]) => void): void;
  listenerCount(name: string): number;
  kill(pid: number, signal: string): void;
  exit(code: number): void;
}

/** What entries for different runtimes bring with them. */
export interface Platform {
  transport: Transport;
  /** Calls back when a page may not come back, with how many bytes may outlive it. */
  onPageLeave?(leave: (room: number) => void): void;
}

/** Browsers let 64 KiB of bodies outlive their page, all requests under way together. */
export const MOST_KEEPALIVE_BYTES = 60 * 1024;

/** As much of a page as is used. */
export interface HostPage {
  document: { visibilityState: string; addEventListener(name: string, listener: () => void): void };
  addEventListener(name: string, listener: () => void): void;
}

/** The page that the host runs in, where there is one. */
export function hostPage(): HostPage | undefined {
  const page = globalThis as unknown as Partial<HostPage>;
  return page.document !== undefined && page.addEventListener !== undefined ? page as HostPage : undefined;
}

/** Whether the host runs in a page. */
export function isBrowser(): boolean {
  return hostPage() !== undefined;
}

/** The process that the host runs in, where there is one that can end. */
export function hostProcess(): HostProcess | undefined {
  const { process } = globalThis as unknown as { process?: HostProcess };
  // Workers have one, too, which takes listeners and never calls them.
  return !isBrowser() && process?.listenerCount !== undefined ? process : undefined;
}

/** A timer that does not keep the process alive; `undefined` where none can be set. */
export function setIdleTimer(run: () => void, ms: number): unknown {
  try {
    const timer = setTimeout(run, ms) as unknown as { unref?(): void };
    timer.unref?.();
    // Deno's timers are numbers.
    (globalThis as { Deno?: { unrefTimer?(timer: unknown): void } }).Deno?.unrefTimer?.(timer);
    return timer;
  } catch {
    // Workers refuse timers outside of a request.
    return undefined;
  }
}

/** Ends a timer of either kind. */
export function clearTimer(timer: unknown): void {
  clearTimeout(timer as number | undefined);
}

/** A clock for waiting that is never set. Milliseconds. */
export function ticks(): number {
  return performance.now();
}
