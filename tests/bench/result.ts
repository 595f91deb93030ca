/** What one benchmark came to. */
export interface BenchResult {
  /** The bar's number, such as `P1`. */
  id: string;
  what: string;
  bar: string;
  /** Name (with its unit) → figure. */
  figures: Record<string, number>;
  /** Whether the bar is met; missing where it cannot be told here. */
  holds?: boolean;
  /** How it was measured, and what to keep in mind. */
  notes: string[];
}

/** How benchmarks are run. */
export interface BenchOptions {
  /** How long those that put load on the whole stack do so. */
  seconds: number;
  /** How many events those that need a full store make. */
  rows: number;
}

/** A benchmark by the name it is asked for with. */
export interface Bench {
  name: string;
  run(options: BenchOptions): Promise<BenchResult>;
}

/** Renders results for a terminal. */
export function renderResult({ id, what, bar, figures, holds, notes }: BenchResult): string {
  const verdict = holds === undefined ? "" : holds ? "  holds" : "  MISSED";
  return [
    `${id}  ${what}`,
    `    bar: ${bar}${verdict}`,
    ...Object.entries(figures).map(([name, value]) => `    ${name.padEnd(52)} ${renderNumber(value).padStart(12)}`),
    ...notes.map((note) => `    · ${note}`),
    "",
  ].join("\n");
}

function renderNumber(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString("en-US");
  return String(Number(value.toPrecision(3)));
}
