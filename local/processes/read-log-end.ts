import { open } from "node:fs/promises";

const TAIL_BYTES = 16 * 1024;

/** Reads the last lines of a log file, or nothing when there is none. */
export async function readLogEnd(path: string, lines: number): Promise<string> {
  const file = await open(path, "r").catch(() => undefined);
  if (file === undefined) return "";
  try {
    const { size } = await file.stat();
    const length = Math.min(size, TAIL_BYTES);
    const buffer = new Uint8Array(length);
    await file.read(buffer, 0, length, size - length);
    return new TextDecoder().decode(buffer).trimEnd().split("\n").slice(-lines).join("\n");
  } finally {
    await file.close();
  }
}
