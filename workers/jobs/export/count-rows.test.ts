import { describe, expect, it } from "vitest";
import type { ExportFormat } from "../../../contract/exports.ts";
import { RowCounter } from "./count-rows.ts";

async function count(format: ExportFormat, text: string, chunk: number) {
  const counter = new RowCounter(format);
  const bytes = new TextEncoder().encode(text);
  const chunks = Array.from(
    { length: Math.ceil(bytes.length / chunk) },
    (_, i) => bytes.slice(i * chunk, (i + 1) * chunk),
  );
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const next = chunks.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
  const passed = await new Response(counter.over(stream)).text();
  expect(passed).toBe(text);
  return counter.rows;
}

describe("RowCounter", () => {
  it.each([1, 3, 1_000])(
    "counts rows of CSV whose texts have newlines and quotes, in chunks of %i bytes",
    async (chunk) => {
      const csv = '"a","b"\r\n"one\r\ntwo",1\r\n"say ""hi""\n",2\r\n"",3\r\n';
      expect(await count("csv", csv, chunk)).toBe(3);
    },
  );

  it("counts lines, and none of nothing", async () => {
    expect(await count("jsonl", '{"a":"\\n\\""}\n{"a":"\\""}\n', 4)).toBe(2);
    expect(await count("csv", '"a"\r\n', 2)).toBe(0);
    expect(await count("jsonl", "", 2)).toBe(0);
  });
});
