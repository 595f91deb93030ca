/** How a call ended. */
export interface CallEnd {
  isError: boolean;
  error?: unknown;
  durationMs: number;
}

/**
 * A function that does what `fn` does and reports each call once, at its end: a plain one on return, a promise when it settles,
 * an async generator when it is used up or left. Results and errors reach the caller as they are.
 * @param report must not throw
 */
export function wrapFunction(fn: (...args: never[]) => unknown, report: (end: CallEnd) => void): typeof fn {
  const wrapped = function (this: unknown, ...args: never[]): unknown {
    const startedAt = performance.now();
    const end = (isError: boolean, error?: unknown) =>
      report({ isError, error, durationMs: performance.now() - startedAt });
    const pass = <T>(value: T): T => {
      end(false);
      return value;
    };
    const fail = (error: unknown): never => {
      end(true, error);
      throw error;
    };
    let value: unknown;
    try {
      value = fn.apply(this as never, args);
    } catch (error) {
      return fail(error);
    }
    // Followed by another promise, a rejection that nobody handles remains one.
    if (value instanceof Promise) return value.then(pass, fail);
    return Object.prototype.toString.call(value) === "[object AsyncGenerator]"
      ? relay(value as AsyncGenerator, pass, fail)
      : pass(value);
  };
  // Read only in the strict sense; the name is what people see in stack traces.
  return Object.defineProperties(wrapped, {
    name: { value: fn.name, configurable: true },
    length: { value: fn.length, configurable: true },
  });
}

async function* relay(
  source: AsyncGenerator,
  pass: (value: unknown) => unknown,
  fail: (error: unknown) => never,
): AsyncGenerator {
  let hasFailed = false;
  try {
    return yield* source;
  } catch (error) {
    hasFailed = true;
    return fail(error);
  } finally {
    if (!hasFailed) pass(undefined);
  }
}
