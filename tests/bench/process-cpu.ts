import { readdir, readFile, readlink } from "node:fs/promises";

/** Linux counts processor time in hundredths of a second. */
const TICK_MS = 10;

/** The processes that this one has started with a program of that name; none where there is no `/proc`. */
export async function findChildren(program: string): Promise<number[]> {
  const pids = (await readdir("/proc").catch(() => [])).map(Number).filter((pid) => pid > 0);
  const found = await Promise.all(pids.map(async (pid) => {
    const fields = await readStat(pid);
    const path = await readlink(`/proc/${pid}/exe`).catch(() => "");
    return Number(fields?.[1]) === process.pid && path.endsWith(`/${program}`) ? [pid] : [];
  }));
  return found.flat();
}

/** Processor time that a process has used so far, in ms; `undefined` where there is no `/proc`. */
export async function readCpuMs(pid: number): Promise<number | undefined> {
  const fields = await readStat(pid);
  return fields && (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** The fields of `/proc/<pid>/stat` from the state on: [0] state, [1] parent, [11] user time, [12] system time. */
async function readStat(pid: number): Promise<string[] | undefined> {
  const text = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => undefined);
  // The program's name stands in brackets and may hold anything.
  return text?.slice(text.lastIndexOf(")") + 2).split(" ");
}
