import { findFreePorts } from "../../helpers/free-ports.ts";
import { profileWorker } from "../edge/cpu-profile.ts";
import { printFunctions } from "../print-functions.ts";
import { chunkHeaders } from "./chunk-headers.ts";
import { Hall } from "./hall.ts";
import { startLiveRuntime } from "./live-runtime.ts";

const EVENTS = 500;
const WARM_UP_CALLS = 40;
const CALLS = 200;

/** Shows where the live object spends its time on a call with 500 events, while one viewer watches: µs per call. */
export async function printLiveProfile(): Promise<void> {
  const [port] = await findFreePorts(1);
  const runtime = await startLiveRuntime(port);
  try {
    const hall = await Hall.open(new URL("/v1/live", runtime.url), 1, true);
    const callsOf = (calls: number) => Array.from({ length: calls }, () => chunkHeaders(EVENTS, Date.now()));
    for (const headers of callsOf(WARM_UP_CALLS)) await runtime.feed(headers);
    const calls = callsOf(CALLS);
    let tookMs = 0;
    const functions = await profileWorker(`http://127.0.0.1:${port}`, "core:user:live", async () => {
      const started = performance.now();
      for (const headers of calls) await runtime.feed(headers);
      tookMs = performance.now() - started;
    });
    hall.close();
    const perSecond = Math.round(CALLS * EVENTS * 1_000 / tookMs).toLocaleString("en-US");
    console.log(`${CALLS} calls of ${EVENTS} events, one after the other: ${perSecond} events/s`);
    printFunctions(functions, CALLS, "call");
  } finally {
    await runtime.stop();
  }
}
