import WebSocketClient from "ws";

/** What V8 says of one function of a script: its own time and that of everything it called. */
export interface FunctionTime {
  name: string;
  line: number;
  selfMs: number;
  totalMs: number;
}

interface ProfileNode {
  id: number;
  callFrame: { functionName: string; url: string; lineNumber: number };
  children?: number[];
}

interface Profile {
  nodes: ProfileNode[];
  samples: number[];
  timeDeltas: number[];
}

/** Profiles a Worker by V8's sampling profiler while `work` runs. Answers its functions, the costliest first. */
export async function profileWorker(
  inspectorUrl: string,
  worker: string,
  work: () => Promise<unknown>,
): Promise<FunctionTime[]> {
  const socket = new WebSocketClient(`${inspectorUrl.replace(/^http/, "ws")}/${worker}`);
  await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  let lastId = 0;
  const call = <T>(method: string, params: object = {}) =>
    new Promise<T>((resolve, reject) => {
      const id = ++lastId;
      socket.on("message", function onMessage(data: Buffer) {
        const answer = JSON.parse(data.toString()) as { id?: number; result: T; error?: { message: string } };
        if (answer.id !== id) return;
        socket.off("message", onMessage);
        if (answer.error) reject(new Error(`${method}: ${answer.error.message}`));
        else resolve(answer.result);
      });
      socket.send(JSON.stringify({ id, method, params }));
    });
  try {
    await call("Profiler.enable");
    await call("Profiler.setSamplingInterval", { interval: 200 });
    await call("Profiler.start");
    await work();
    const { profile } = await call<{ profile: Profile }>("Profiler.stop");
    return sumByFunction(profile);
  } finally {
    socket.close();
  }
}

function sumByFunction({ nodes, samples, timeDeltas }: Profile): FunctionTime[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Map(nodes.flatMap((node) => (node.children ?? []).map((child) => [child, node.id] as const)));
  const times = new Map<string, FunctionTime>();
  const timeOf = (node: ProfileNode) => {
    const { functionName, url, lineNumber } = node.callFrame;
    const key = `${functionName}@${url}:${lineNumber}`;
    let time = times.get(key);
    if (time === undefined) {
      times.set(key, time = { name: functionName || "(anonymous)", line: lineNumber + 1, selfMs: 0, totalMs: 0 });
    }
    return time;
  };
  samples.forEach((id, i) => {
    const ms = (timeDeltas[i] ?? 0) / 1000;
    const seen = new Set<FunctionTime>();
    for (let at: number | undefined = id; at !== undefined; at = parents.get(at)) {
      const node = byId.get(at);
      if (node === undefined) break;
      const time = timeOf(node);
      if (at === id) time.selfMs += ms;
      // A function that calls itself is counted once for each sample.
      if (!seen.has(time)) time.totalMs += ms;
      seen.add(time);
    }
  });
  return [...times.values()].sort((a, b) => b.totalMs - a.totalMs);
}
