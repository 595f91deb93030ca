import { describe, expect, it } from "vitest";
import { isContentKey, keptAttributes, keptBody, shortToolError } from "./content-keys.ts";

describe("content", () => {
  it.each([
    "prompt",
    "Prompt",
    "gen_ai.prompt.0.content",
    "gen_ai.input.messages",
    "gen_ai.system_instructions",
    "gen_ai.tool.call.arguments",
    "ai.prompt.messages",
    "ai.toolCall.args",
    "llm.input_messages.0.message.content",
    "traceloop.entity.input",
    "input.value",
    "process.command_args",
    "tool_parameters",
    "http.request.body",
  ])("is what %s holds", (key) => {
    expect(isContentKey(key)).toBe(true);
  });

  it.each([
    "prompt_id",
    "prompt.id",
    "prompt_length",
    "gen_ai.usage.input_tokens",
    "gen_ai.response.finish_reasons",
    "ai.response.id",
    "ai.usage.promptTokens",
    "content_length",
    "http.response.status_code",
    "message",
    "file_path",
  ])("is not what %s holds", (key) => {
    expect(isContentKey(key)).toBe(false);
  });

  it("is dropped at every depth and named; numbers under such a name are kept", () => {
    const attributes = {
      prompt: 12,
      output: "x",
      nested: { a: [{ content: "x", b: 1 }], "llm.prompts": ["x"] },
      tool_name: "Read",
    };
    expect(keptAttributes(attributes, true)).toEqual({
      prompt: 12,
      nested: { a: [{ b: 1 }] },
      content_dropped: ["output", "content", "llm.prompts"],
    });
    expect(keptAttributes(attributes, false, true)).toEqual(attributes);
    expect(keptBody([{ role: "user", content: "x" }], false)).toEqual([{ role: "user" }]);
  });

  it("leaves the first line of a tool's error", () => {
    expect(shortToolError("not found\nString: secret")).toBe("not found");
    expect(shortToolError("x".repeat(900))).toHaveLength(200);
  });
});
