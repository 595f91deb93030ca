import { connect, createServer, type Server, type Socket } from "node:net";

/** A way to a server that can be cut and mended. */
export interface StoppableProxy {
  port: number;
  /** Ends all connections and takes no more, as a server that has died. */
  cut(): void;
  mend(): void;
  stop(): Promise<void>;
}

/** Leads to a local server byte by byte, until it is cut. */
export async function startStoppableProxy(target: { host: string; port: number }): Promise<StoppableProxy> {
  const open = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((socket) => {
    if (isCut) return void socket.destroy();
    const upstream = connect(target.port, target.host);
    for (const [end, other] of [[socket, upstream], [upstream, socket]] as const) {
      open.add(end);
      end.on("error", () => other.destroy()).on("close", () => {
        open.delete(end);
        other.destroy();
      });
    }
    socket.pipe(upstream).pipe(socket);
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the proxy has no port");
  const endAll = () => open.forEach((socket) => socket.destroy());
  return {
    port: address.port,
    cut: () => {
      isCut = true;
      endAll();
    },
    mend: () => {
      isCut = false;
    },
    stop: async () => {
      endAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
