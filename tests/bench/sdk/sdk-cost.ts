import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { runCommand } from "../../../local/processes/run-command.ts";
import { PROJECT_DIR } from "../../../local/project.ts";
import { buildSdk } from "../../../scripts/sdk/build.ts";
import type { Bench } from "../result.ts";
import { median } from "../statistics.ts";
import { type Contestant, CONTESTANTS } from "./contestants.ts";
import { installRivals } from "./rivals.ts";

const ROUNDS = 5;
/** Calls of one process: in blocks small enough that no batch goes out in between, each sent before the next begins. */
const WARM_UP_BLOCKS = 30;
const BLOCKS = 40;
const BLOCK = 200;
const MOST_US = 2;
const MOST_CORE_BYTES = 8 * 1024;

interface Measured {
  callUs: number;
  /** Processor time of the whole process for one event: recording, what is put off until later, sending. */
  cpuUs: number;
  wireBytes: number;
}

/** P8: what recording an event costs its host, against the clients that people would use otherwise. */
export const SDK_COST: Bench = {
  name: "sdk",
  async run() {
    await buildSdk();
    // Without a registry the SDK is still held against its own bar.
    const rivals = await installRivals().catch(() => undefined);
    const contestants = rivals === undefined ? CONTESTANTS.slice(0, 1) : CONTESTANTS;
    const service = await startService();
    const dir = await mkdtemp(join(tmpdir(), "fleetglass-bench-sdk-"));
    try {
      await linkPackages(dir, rivals);
      const measured = new Map<string, Measured[]>(contestants.map(({ name }) => [name, []]));
      for (let round = 0; round < ROUNDS; round++) {
        for (const contestant of contestants) {
          measured.get(contestant.name)?.push(await measure(contestant, dir, service));
        }
      }
      const figures: Record<string, number> = {};
      for (const contestant of contestants) {
        const rounds = measured.get(contestant.name) ?? [];
        figures[`${contestant.name}: a call, µs`] = median(rounds.map(({ callUs }) => callUs));
        figures[`${contestant.name}: an event with its sending, µs of processor time`] = median(
          rounds.map(({ cpuUs }) => cpuUs),
        );
        figures[`${contestant.name}: on the wire, bytes per event`] = median(rounds.map(({ wireBytes }) => wireBytes));
        figures[`${contestant.name}: bundle, KB gzipped`] = await bundleBytes(contestant, dir) / 1024;
      }
      const ours = figures["@fleetglass/sdk: a call, µs"] ?? Number.NaN;
      const size = (figures["@fleetglass/sdk: bundle, KB gzipped"] ?? Number.NaN) * 1024;
      return {
        id: "P8",
        what: "SDK: what recording an event costs its host",
        bar: "a call ≤ 2 µs median; < 8 KB gzipped",
        figures,
        holds: ours <= MOST_US && size < MOST_CORE_BYTES,
        notes: [
          `the same model call in Node, ${ROUNDS} processes each in turn; median of blocks of ${BLOCK} calls`,
          "each block is sent before the next; bytes are those of bodies, of events that differ in one number only",
          "bundles by esbuild for Node, minified, only what sending takes",
          ...(rivals === undefined ? ["the other clients could not be fetched"] : []),
        ],
      };
    } finally {
      service.close();
      await rm(dir, { recursive: true, force: true });
    }
  },
};

async function linkPackages(dir: string, rivals: string | undefined): Promise<void> {
  if (rivals !== undefined) await symlink(join(rivals, "node_modules"), join(dir, "node_modules"));
  await mkdir(join(dir, "ours/node_modules/@fleetglass"), { recursive: true });
  await symlink(join(PROJECT_DIR, "sdk"), join(dir, "ours/node_modules/@fleetglass/sdk"));
  await writeFile(join(dir, "package.json"), '{"type":"module"}');
}

async function measure(
  { name, imports, setUp, record, flush }: Contestant,
  dir: string,
  service: Service,
): Promise<Measured> {
  const file = join(dir, "ours", `${name.replace(/\W/g, "-")}.mjs`);
  await writeFile(
    file,
    `${imports}
    const URL = ${JSON.stringify(service.url)};
    ${setUp}
    const record = (i) => { ${record} };
    const blocks = [];
    let before;
    for (let block = -${WARM_UP_BLOCKS}; block < ${BLOCKS}; block++) {
      if (block === 0) before = process.cpuUsage();
      const from = process.hrtime.bigint();
      for (let i = 0; i < ${BLOCK}; i++) record(i);
      if (block >= 0) blocks.push(Number(process.hrtime.bigint() - from) / 1_000 / ${BLOCK});
      ${flush}
    }
    const { user, system } = process.cpuUsage(before);
    blocks.sort((a, b) => a - b);
    console.log(blocks[${BLOCKS / 2}], (user + system) / ${BLOCKS * BLOCK});
    process.exit();
  `,
  );
  service.bytes = 0;
  const printed = await runCommand("node", [file], { cwd: dir });
  const [callUs = Number.NaN, cpuUs = Number.NaN] = (printed.trim().split("\n").at(-1) ?? "").split(" ").map(Number);
  return { callUs, cpuUs, wireBytes: service.bytes / ((WARM_UP_BLOCKS + BLOCKS) * BLOCK) };
}

async function bundleBytes({ imports }: Contestant, dir: string): Promise<number> {
  const contents = imports.replaceAll("import {", "export {");
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(dir, "ours") },
    bundle: true,
    format: "esm",
    platform: "node",
    minify: true,
    write: false,
    logLevel: "error",
  });
  return gzipSync(outputFiles[0]?.contents ?? "").length;
}

interface Service {
  url: string;
  /** Of all bodies since it was set to 0. */
  bytes: number;
  close(): void;
}

/** Takes everything from everybody, each in the way that its client expects. */
async function startService(): Promise<Service> {
  const server = createServer((request, response) => {
    request.on("data", (part: Buffer) => service.bytes += part.length).on("end", () => {
      response.writeHead(request.url?.includes("ingestion") ? 207 : request.url === "/v1/events" ? 202 : 200, {
        "content-type": "application/json",
      }).end('{"status":1,"successes":[],"errors":[]}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const service: Service = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bytes: 0,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
  return service;
}
