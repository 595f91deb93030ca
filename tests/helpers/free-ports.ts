import { createServer } from "node:net";

/** Ports of 127.0.0.1 that nothing listens on at the moment. */
export async function findFreePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, async () => {
    const server = createServer();
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
    return server;
  }));
  return await Promise.all(servers.map(async (server) => {
    const address = server.address();
    await new Promise((resolve) => server.close(resolve));
    if (address === null || typeof address === "string") throw new Error("the listening server has no port");
    return address.port;
  }));
}
