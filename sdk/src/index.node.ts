/// <reference lib="esnext.disposable" preserve="true" />
import type { Client } from "./client.ts";
import { makeRootClient } from "./create-client.ts";
import { nodeTransport } from "./node-transport.ts";
import type { ClientOptions } from "./options.ts";

export * from "./public.ts";

/** See `index.ts`; in Node, requests do not keep the process alive. */
export function createClient(options: ClientOptions): Client {
  return makeRootClient(options, { transport: nodeTransport });
}
