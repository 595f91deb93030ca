/** How often a log, which keeps every line, is told what a step is doing. */
const QUIET_MS = 5_000;

/** Shows steps as they run: one line each, with how long it took. */
export class Progress {
  #write: (text: string) => void;
  #isTerminal: boolean;
  #startedAt = performance.now();
  #shownAt = performance.now();

  constructor(write: (text: string) => void, isTerminal: boolean) {
    this.#write = write;
    this.#isTerminal = isTerminal;
  }

  /** Runs a step and shows its outcome; `report` tells what it is doing meanwhile. */
  async run<Result>(title: string, work: (report: (detail: string) => void) => Promise<Result>): Promise<Result> {
    const startedAt = performance.now();
    this.#show(title, "…");
    try {
      const result = await work((detail) => this.#show(title, detail));
      this.#finish("✓", title, startedAt);
      return result;
    } catch (error) {
      this.#finish("✗", title, startedAt);
      throw error;
    }
  }

  /** Seconds since the first step, as text. */
  total(): string {
    return seconds(this.#startedAt);
  }

  #show(title: string, detail: string): void {
    if (this.#isTerminal) this.#write(`\r\x1b[2K  ${title}  ${detail}`);
    else if (performance.now() - this.#shownAt > QUIET_MS) {
      this.#shownAt = performance.now();
      this.#write(`  ${title}  ${detail}\n`);
    }
  }

  #finish(mark: string, title: string, startedAt: number): void {
    const lineStart = this.#isTerminal ? "\r\x1b[2K" : "";
    this.#write(`${lineStart}${mark} ${title.padEnd(40)} ${seconds(startedAt)}\n`);
  }
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1)} s`;
}
