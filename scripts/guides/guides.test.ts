import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { CLIENT_GUIDES } from "../../contract/client-guides.ts";
import { CONTENT_RULES } from "../../workers/edge/otlp/content-keys.ts";
import { renderContentTable } from "./render-content-table.ts";
import { renderGuide } from "./render-guide.ts";

/** A text without what the formatter may change. */
const plain = (text: string) => text.replace(/[\s,-]+/g, "");

describe("docs/clients", () => {
  it.each(CLIENT_GUIDES.map((guide) => [guide.id, guide] as const))(
    "says of %s what the dashboard says",
    async (id, guide) => {
      expect(plain(await readFile(`docs/clients/${id}.md`, "utf8"))).toBe(plain(renderGuide(guide)));
    },
  );

  it("has a page for each client and no other", async () => {
    const pages = await readdir("docs/clients");
    expect(pages.toSorted()).toEqual(CLIENT_GUIDES.map(({ id }) => `${id}.md`).toSorted());
  });

  it("has no key in it", async () => {
    for (const { id } of CLIENT_GUIDES) {
      expect(await readFile(`docs/clients/${id}.md`, "utf8")).not.toMatch(/fg_(us|eu)_[A-Za-z0-9]{32}/);
    }
  });
});

describe("docs/privacy.md", () => {
  it("lists every attribute that the edge drops", async () => {
    const page = await readFile("docs/privacy.md", "utf8");
    expect(plain(page)).toContain(plain(renderContentTable()));
    expect(CONTENT_RULES.flatMap(({ keys, patterns }) => [...keys, ...patterns]).length).toBeGreaterThan(50);
  });
});
