import { readdir, readFile } from "node:fs/promises";

/** Most memory that a process and those it started have held since they began, in MB; `undefined` where there is no `/proc`. */
export async function readPeakMb(pid: number): Promise<number | undefined> {
  const statuses = await Promise.all((await readdir("/proc").catch(() => [])).filter(isNumber).map(readStatus));
  const known = new Map(statuses.flatMap((status) => status === undefined ? [] : [[status.pid, status] as const]));
  if (!known.has(pid)) return undefined;
  let sum = 0;
  for (const { pid: own, peakMb } of known.values()) if (descends(own, pid, known)) sum += peakMb;
  return sum;
}

interface Status {
  pid: number;
  parent: number;
  peakMb: number;
}

const isNumber = (name: string) => /^\d+$/.test(name);

async function readStatus(pid: string): Promise<Status | undefined> {
  // A process can end while others are read.
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const field = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
  return text === "" ? undefined : { pid: Number(pid), parent: field("PPid"), peakMb: field("VmHWM") / 1_024 };
}

function descends(pid: number, from: number, known: ReadonlyMap<number, Status>): boolean {
  for (let at: number | undefined = pid; at !== undefined && at > 1; at = known.get(at)?.parent) {
    if (at === from) return true;
  }
  return false;
}
