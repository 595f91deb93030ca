import { observeStream, type StreamEnd } from "./observe-stream.ts";

/** What a call came to. */
export interface CallEnd extends StreamEnd {
  /** What it returned, unless that was a stream. */
  value?: unknown;
  /** From the call to its end, with a stream's last part. */
  durationMs: number;
}

/** Watches one call. Neither function may keep the stream itself. */
export interface CallWatch {
  /** Called with each part of a stream as it passes. */
  see(part: unknown): void;
  /** Called once, when the call has ended. */
  end(how: CallEnd): void;
}

const OBSERVED = Symbol.for("fleetglass.observed");

type Method = (this: unknown, ...args: unknown[]) => unknown;

/**
 * Puts a watched method in the place of `owner[name]`; its results, streams and errors reach the caller as they are. Does
 * nothing when there is no such method, or when it is watched already.
 */
export function observeMethod(owner: unknown, name: string, watch: (args: unknown[]) => CallWatch): void {
  try {
    const method = (owner as Record<string, unknown> | null | undefined)?.[name] as Method & { [OBSERVED]?: true };
    if (typeof method !== "function" || method[OBSERVED]) return;
    const value = Object.assign(observeCall(method, watch), { [OBSERVED]: true });
    Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  } catch {
    // Frozen: it goes on unwatched.
  }
}

function observeCall(method: Method, watch: (args: unknown[]) => CallWatch): Method {
  return function (this: unknown, ...args: unknown[]): unknown {
    const startedAt = performance.now();
    let watched: CallWatch | undefined;
    const quietly = (what: () => void) => {
      try {
        what();
      } catch {
        // Nothing of ours may reach the caller.
      }
    };
    quietly(() => watched = watch(args));
    const end = (how: StreamEnd & { value?: unknown }) =>
      quietly(() => watched?.end({ ...how, durationMs: performance.now() - startedAt }));
    const pass = <T>(value: T): T => {
      const isStream = observeStream(value, end, (part) => watched?.see(part));
      if (!isStream) end({ value, isError: false, isLeft: false });
      return value;
    };
    const fail = (error: unknown): never => {
      end({ error, isError: true, isLeft: false });
      throw error;
    };
    let value: unknown;
    try {
      value = method.apply(this, args);
    } catch (error) {
      return fail(error);
    }
    return isThenable(value) ? observeThenable(value, pass, fail) : pass(value);
  };
}

type Thenable = Promise<unknown> & { parse?: () => Promise<unknown>; _thenUnwrap?: (fn: never) => Thenable };

function isThenable(value: unknown): value is Thenable {
  return typeof value === "object" && value !== null && typeof (value as { then?: unknown }).then === "function";
}

/**
 * A plain promise is followed by another, so that a rejection nobody handles stays one. Richer ones have methods that a copy would
 * lack: they stay the same object, and the method that all ways to the value go through is watched.
 */
function observeThenable(
  promise: Thenable,
  pass: (value: unknown) => unknown,
  fail: (error: unknown) => never,
): Thenable {
  if (promise.constructor === Promise) return promise.then(pass, fail);
  let seen: Promise<unknown> | undefined;
  const once = (start: () => Promise<unknown>) => seen ??= start().then(pass, fail);
  const set = (name: string, value: unknown): void => {
    void Object.defineProperty(promise, name, { value, configurable: true, writable: true });
  };
  try {
    const { parse, then, _thenUnwrap: unwrap } = promise;
    // The promises of the OpenAI and Anthropic clients: then(), catch() and withResponse() all call parse().
    if (typeof parse === "function") set("parse", () => once(() => parse.call(promise)));
    else {
      const value = () => once(() => new Promise((resolve, reject) => void then.call(promise, resolve, reject)));
      set("then", (onValue?: never, onError?: never) => value().then(onValue, onError));
    }
    // Their helpers turn the answer into something richer, which is seen in its place.
    if (typeof unwrap === "function") {
      set("_thenUnwrap", (fn: never) => observeThenable(unwrap.call(promise, fn), pass, fail));
    }
  } catch {
    // Frozen: it is passed on unwatched.
  }
  return promise;
}
