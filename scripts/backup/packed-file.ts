import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/** How a file of a backup is found to be whole. */
export interface PackedFile {
  bytes: number;
  sha256: string;
}

const FASTEST = 1;

/** Writes a stream into a gzipped file, readable by its owner only. */
export async function packStream(dir: string, file: string, source: Readable): Promise<PackedFile> {
  const path = join(dir, file);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const digest = new Digest();
  await pipeline(source, createGzip({ level: FASTEST }), digest, createWriteStream(path, { mode: 0o600, flags: "wx" }));
  return digest.result();
}

/** Reads what {@link packStream} has written. */
export function openPacked(dir: string, file: string): Readable {
  const unpacked = createGunzip();
  const packed = createReadStream(join(dir, file));
  packed.once("error", (error) => unpacked.destroy(error));
  return packed.pipe(unpacked);
}

/** Throws where a file is not as it was written. */
export async function checkPacked(dir: string, file: string, expected: PackedFile): Promise<void> {
  const digest = new Digest();
  await pipeline(createReadStream(join(dir, file)), digest, async (chunks) => {
    for await (const _ of chunks);
  });
  const { bytes, sha256 } = digest.result();
  if (bytes === expected.bytes && sha256 === expected.sha256) return;
  throw new Error(
    `${join(dir, file)} is damaged: it has ${bytes} bytes with SHA-256 ${sha256}, not those of the manifest`,
  );
}

/** Hashes what passes through. */
class Digest extends Transform {
  #hash = createHash("sha256");
  #bytes = 0;

  override _transform(chunk: Buffer, _encoding: string, done: (error: null, chunk: Buffer) => void): void {
    this.#hash.update(chunk);
    this.#bytes += chunk.length;
    done(null, chunk);
  }

  result(): PackedFile {
    return { bytes: this.#bytes, sha256: this.#hash.digest("hex") };
  }
}
