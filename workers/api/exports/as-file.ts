/** What a browser should make of a file. */
export interface FileFacts {
  /** Without the day and the extension. */
  name: string;
  /** Epoch ms. */
  at: number;
  extension: string;
  type: string;
}

/** An answer that browsers save. Nobody on the way may keep it. */
export function asFile(
  body: ReadableStream<Uint8Array> | string,
  { name, at, extension, type }: FileFacts,
): Response {
  const day = new Date(at).toISOString().slice(0, 10);
  return new Response(body, {
    headers: {
      "content-type": type,
      "content-disposition": `attachment; filename="${name}-${day}.${extension}"`,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    },
  });
}
