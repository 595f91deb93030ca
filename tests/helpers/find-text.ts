import type { Dirent } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** Files below a folder that hold a text, as it is or in gzip members somewhere in them. */
export async function filesWith(dir: string, text: string): Promise<string[]> {
  const found: string[] = [];
  for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = pathOf(entry);
    // Files come and go while the stack works.
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (bytes.includes(text) || inflateAll(bytes).some((part) => part.includes(text))) found.push(path);
  }
  return found;
}

const pathOf = ({ parentPath, name }: Dirent) => join(parentPath, name);

const GZIP_START = Buffer.from([0x1f, 0x8b, 0x08]);

/** Whatever can be inflated in some bytes: a chunk's rows stand behind its header. */
export function inflateAll(bytes: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = bytes.indexOf(GZIP_START); at >= 0; at = bytes.indexOf(GZIP_START, at + 1)) {
    try {
      parts.push(gunzipSync(bytes.subarray(at)));
    } catch {
      // Three bytes that only look like a start, or bytes behind the end.
    }
  }
  return parts;
}
