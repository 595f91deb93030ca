/** How a stream ended. */
export interface StreamEnd {
  error?: unknown;
  isError: boolean;
  /** Its reader went away before its end. */
  isLeft: boolean;
}

type Iterate = () => AsyncIterator<unknown>;

/** Readers that were let go of without a word: the collector tells, some time. */
const abandoned = typeof FinalizationRegistry === "function"
  ? new FinalizationRegistry<() => void>((finish) => finish())
  : undefined;

/**
 * Reports when an async iterable has been used up, has failed, or is left early. The object stays the same; only its way of
 * making iterators is watched, and only the first iterator reports.
 * @param see called with each part as it passes
 * @returns whether `value` is such an iterable and could be watched
 */
export function observeStream(
  value: unknown,
  end: (how: StreamEnd) => void,
  see: (part: unknown) => void,
): boolean {
  try {
    if (typeof value !== "object" || value === null) return false;
    const target = value as { [Symbol.asyncIterator]?: Iterate; iterator?: unknown };
    const iterate = target[Symbol.asyncIterator];
    if (typeof iterate !== "function") return false;
    let isWatched = false;
    const watch = (make: Iterate): Iterate =>
      function (this: unknown) {
        const iterator = make.call(this);
        if (isWatched) return iterator;
        isWatched = true;
        return watchIterator(iterator, end, see);
      };
    // Streams of the OpenAI and Anthropic clients make every iterator, those of tee() too, by their own `iterator`.
    const key = Object.hasOwn(target, "iterator") && typeof target.iterator === "function"
      ? "iterator"
      : Symbol.asyncIterator;
    const make = key === "iterator" ? target.iterator as Iterate : iterate;
    Object.defineProperty(target, key, { value: watch(make), configurable: true, writable: true });
    return true;
  } catch {
    // Frozen: it is passed on unwatched.
    return false;
  }
}

function watchIterator(
  iterator: AsyncIterator<unknown>,
  end: (how: StreamEnd) => void,
  see: (part: unknown) => void,
): AsyncIterator<unknown> {
  let isOver = false;
  const seal = {};
  const finish = (how: StreamEnd) => {
    if (isOver) return;
    isOver = true;
    abandoned?.unregister(seal);
    try {
      end(how);
    } catch {
      // Nothing of ours may reach the reader.
    }
  };
  const pass = async (step: Promise<IteratorResult<unknown>>, isLast: boolean) => {
    try {
      const result = await step;
      if (result.done || isLast) finish({ isError: false, isLeft: result.done !== true });
      else look(see, result.value);
      return result;
    } catch (error) {
      finish({ error, isError: true, isLeft: false });
      throw error;
    }
  };
  const watched: AsyncIterator<unknown> & Partial<AsyncIterable<unknown>> = {
    next: (...args) => pass(iterator.next(...args), false),
    [Symbol.asyncIterator]: () => watched as AsyncIterableIterator<unknown>,
  };
  const { return: leave, throw: fail } = iterator;
  watched.return = (value) => {
    finish({ isError: false, isLeft: true });
    return leave === undefined ? Promise.resolve({ done: true, value }) : leave.call(iterator, value);
  };
  if (fail !== undefined) watched.throw = (error) => pass(fail.call(iterator, error), true);
  abandoned?.register(watched, () => finish({ isError: false, isLeft: true }), seal);
  return watched;
}

function look(see: (part: unknown) => void, part: unknown): void {
  try {
    see(part);
  } catch {
    // A part that cannot be read is still the reader's.
  }
}
