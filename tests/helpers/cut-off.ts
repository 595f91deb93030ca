/** What a process that is killed never gets to say. */
export class CutOff extends Error {}

/** Counts operations and cuts off at one of them. */
export class Guillotine {
  #operations = 0;

  /** @param at number of the operation, from 1; `when` says whether it still has its effect */
  constructor(readonly at: number, readonly when: "before" | "after") {}

  /** How many operations there were. */
  get operations(): number {
    return this.#operations;
  }

  /** A bucket whose operations count; their answers are lost where the cut falls. */
  over(bucket: R2Bucket): R2Bucket {
    return new Proxy(bucket, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== "function") return member;
        return async (...args: unknown[]): Promise<unknown> => {
          const isLast = ++this.#operations === this.at;
          if (isLast && this.when === "before") throw new CutOff();
          const answer: unknown = await Reflect.apply(member, target, args);
          if (isLast) throw new CutOff();
          return answer;
        };
      },
    });
  }
}

/** Keeps the answers of steps as the engine does: a run that goes on is given those it has behind it. */
export function keepSteps(): <T>(name: string, work: () => Promise<T>) => Promise<T> {
  const answers = new Map<string, unknown>();
  return async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    if (answers.has(name)) return structuredClone(answers.get(name)) as T;
    const answer = await work();
    answers.set(name, structuredClone(answer));
    return answer;
  };
}
