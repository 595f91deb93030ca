/** Tells what went wrong in words, with the stack only when asked for, and makes the process fail. */
export function reportFailure(error: unknown): void {
  const isWordy = process.env.FLEETGLASS_DEBUG !== undefined;
  console.error(error instanceof Error ? (isWordy ? error.stack : error.message) : error);
  process.exitCode = 1;
}
