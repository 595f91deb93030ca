import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A server of a test on a free port of this machine. */
export interface Listening {
  url: string;
  close(): Promise<void>;
}

/** Starts a server; what it answers with may hang on its address. */
export async function listen(
  handlerFor: (url: string) => RequestListener | Promise<RequestListener>,
): Promise<Listening> {
  let handler: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  handler = await handlerFor(url);
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
