import { rename, writeFile } from "node:fs/promises";

/** Writes a file so that a reader sees the old content or the new one, never a part of it. */
export async function writeFileAtomically(path: string, content: string, mode: number): Promise<void> {
  const incoming = `${path}.${process.pid}.tmp`;
  await writeFile(incoming, content, { mode });
  await rename(incoming, path);
}
