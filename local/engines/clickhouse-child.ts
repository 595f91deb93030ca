/**
 * Runs the ClickHouse engine out of its shared library, in a process of its own.
 * Usage: deno run -A clickhouse-child.ts <library> <argument>...
 * The engine runs until standard input ends, which happens when the parent ends, however it ends.
 */
const STOP_WITHIN_MS = 8_000;

const [library, ...engineArguments] = Deno.args;
if (library === undefined) throw new Error("clickhouse-child.ts needs the path of the ClickHouse library");

const engine = Deno.dlopen(library, {
  // Nonblocking, so that this thread can watch the parent meanwhile.
  chdb_query_cmdline: { parameters: ["i32", "buffer"], result: "pointer", nonblocking: true },
  chdb_result_error: { parameters: ["pointer"], result: "pointer" },
});

const encoder = new TextEncoder();
const argumentBytes = ["clickhouse-local", ...engineArguments].map((argument) => encoder.encode(`${argument}\0`));
const argumentPointers = new BigUint64Array(
  argumentBytes.map((bytes) => BigInt(Deno.UnsafePointer.value(Deno.UnsafePointer.of(bytes)))),
);

// An orphan whose engine is stuck in a query must not stay: the data survives a hard end.
const parent = Deno.ppid;
const watch = setInterval(() => {
  if (Deno.ppid === parent) return;
  clearInterval(watch);
  setTimeout(() => Deno.kill(Deno.pid, "SIGKILL"), STOP_WITHIN_MS);
}, 500);

const result = await engine.symbols.chdb_query_cmdline(
  argumentBytes.length,
  new Uint8Array(argumentPointers.buffer),
);
clearInterval(watch);

const message = result === null ? null : engine.symbols.chdb_result_error(result);
if (message !== null) {
  console.error(new Deno.UnsafePointerView(message).getCString());
  Deno.exit(1);
}
Deno.exit(0);
