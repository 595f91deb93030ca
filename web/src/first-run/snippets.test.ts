import { expect, test } from "vitest";
import { highlight } from "./highlight.ts";
import { snippetsFor } from "./snippets.ts";

const key = "fg_eu_7Qm2vX9sKd41TtZpYw0cLr7Qm2vX9sKd";
const facts = {
  ingestUrl: "http://127.0.0.1:8787",
  key,
  now: "2026-11-20T13:32:07.000Z",
  userId: "ines@kestrel.example",
};
const byId = Object.fromEntries(snippetsFor(facts).map((snippet) => [snippet.id, snippet.text]));

test("every set-up has the endpoint and the key", () => {
  for (const { text, also } of snippetsFor(facts)) {
    const all = [text, ...also.map((more) => more.text)].join("\n");
    expect(all).toContain(key);
    expect(all).toContain("http://127.0.0.1:8787");
  }
});
test("the environment variable carries the header percent-encoded", () => {
  expect(byId["claude-code"]).toContain(`"Authorization=Bearer%20${key}"`);
});
test("Claude Code is asked for logs and metrics, each of which holds what the other has not", () => {
  expect(byId["claude-code"]).toContain("OTEL_LOGS_EXPORTER=otlp");
  expect(byId["claude-code"]).toContain("OTEL_METRICS_EXPORTER=otlp");
});
test("Codex CLI gets the full path, which it does not append", () => {
  expect(byId["codex-cli"]).toContain('endpoint = "http://127.0.0.1:8787/v1/otlp/v1/logs"');
});
test("the body that curl sends is a valid batch", () => {
  const body = /-d '(.*)'$/s.exec(byId["curl"] ?? "")?.[1] ?? "";
  expect(JSON.parse(body).events[0]).toMatchObject({ event_type: "session_start", timestamp: facts.now });
});
test("highlight() loses nothing", () => {
  for (const text of Object.values(byId)) expect(highlight(text).map((token) => token.text).join("")).toBe(text);
});
