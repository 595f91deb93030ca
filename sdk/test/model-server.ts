import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach } from "vitest";

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** What a provider's service answers: a value as JSON, or parts as server-sent events. */
export type ModelAnswer = { status?: number; json: unknown } | { parts: unknown[]; breaksOff?: boolean };

/** A service of a model provider that gives one answer after the other. */
export async function startModelServer(...answers: ModelAnswer[]): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on("end", () => {
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer === undefined) return void response.destroy();
      if ("json" in answer) {
        response.writeHead(answer.status ?? 200, { "content-type": "application/json" });
        return void response.end(JSON.stringify(answer.json));
      }
      response.writeHead(200, { "content-type": "text/event-stream" });
      for (const part of answer.parts) {
        const { type } = part as { type?: string };
        response.write(`${type === undefined ? "" : `event: ${type}\n`}data: ${JSON.stringify(part)}\n\n`);
      }
      // What has been written shall arrive first.
      if (answer.breaksOff) setTimeout(() => response.destroy(), 100);
      else response.end("data: [DONE]\n\n");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
