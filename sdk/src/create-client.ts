import { type Client, makeClient } from "./client.ts";
import { Core } from "./core.ts";
import { contextFields } from "./event.ts";
import { makeBase } from "./seal-event.ts";
import { type ClientOptions, readOptions } from "./options.ts";
import type { Platform } from "./runtime.ts";

/** Makes a client that sends by the runtime's own means unless the options name others. */
export function makeRootClient(options: ClientOptions, platform: Platform): Client {
  return makeClient(new Core(readOptions(options, platform)), makeBase(contextFields(options)), true);
}
