import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, normalize } from "node:path";
import { type Browser, type BrowserContext, chromium, type Page } from "@playwright/test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { type ChaosServer, FAULTS, startChaosServer, take } from "../../sdk/test/chaos-server.ts";
import { findChromium } from "../helpers/find-chromium.ts";

const executablePath = await findChromium();
const dist = join(inject("consumerDir"), "node_modules/@fleetglass/sdk/dist");

describe.skipIf(executablePath === undefined)("in Chromium, the installed package", () => {
  let browser: Browser;
  /** Outlives its pages, as a person's browser does. */
  let context: BrowserContext;
  let site: { url: string; close(): void };
  let server: ChaosServer;
  let page: Page;

  beforeAll(async () => {
    site = await startSite();
    browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: ["--no-sandbox"] });
    context = await browser.newContext();
    await context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    site.close();
  });
  beforeEach(async () => {
    server = await startChaosServer();
    page = await context.newPage();
    await page.goto(site.url);
    await page.evaluate(`(async () => {
      const { createClient } = await import("/dist/index.js");
      globalThis.client = createClient({
        apiKey: "fg_eu_test", endpoint: ${JSON.stringify(server.url)}, agent: "page", flushIntervalMs: 600000,
      });
    })()`);
  });
  afterEach(async () => {
    await page.close();
    await server.close();
  });

  it("sends across origins, compressed, and says its name in a header that browsers let it set", async () => {
    const stats = await page.evaluate(`(async () => {
      for (let i = 0; i < 100; i++) client.toolCall({ tool_name: "click", success: true });
      await client.flush();
      return client.stats();
    })()`);
    expect(stats).toMatchObject({ sent: 100, dropped: {} });
    expect(server.acknowledged.size).toBe(100);
    expect(server.requests[0]?.headers).toMatchObject({
      "content-encoding": "gzip",
      authorization: "Bearer fg_eu_test",
      "x-fleetglass-sdk": expect.stringMatching(/^fleetglass-sdk\//),
    });
  });

  it.each([
    ["is closed", () => page.close({ runBeforeUnload: true })],
    ["goes elsewhere", () => page.goto("about:blank")],
  ])("sends what is held when the page %s", async (_name, leave) => {
    await page.evaluate("for (let i = 0; i < 30; i++) client.heartbeat();");
    expect(server.requests).toHaveLength(0);
    await leave();
    await until(() => server.acknowledged.size === 30);
    expect(server.requests[0]?.headers.authorization).toBe("Bearer fg_eu_test");
  });

  it("sends no more than may outlive the page when it is left, and fails at nothing", async () => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    await page.evaluate(`
      for (let i = 0; i < 200; i++) client.toolCall({ tool_name: "t", error_message: "x".repeat(1000) });
      dispatchEvent(new Event("pagehide"));
    `);
    await until(() => server.acknowledged.size > 0);
    expect(server.requests[0]?.bytes).toBeLessThanOrEqual(60 * 1024);
    expect(errors).toEqual([]);
  });

  it("gets over failures without an error in the page", async () => {
    const errors: string[] = [];
    page.on("pageerror", (error) => errors.push(error.message));
    server.behave(FAULTS.reset, FAULTS.broken, FAULTS.portal, FAULTS.redirected, take);
    const sent = await page.evaluate(`(async () => {
      Math.random = () => 0;
      client.heartbeat();
      await client.flush({ timeoutMs: 20000 });
      return client.stats().sent;
    })()`);
    expect([sent, errors]).toEqual([1, []]);
  });
});

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 20_000; !holds();) {
    if (Date.now() > deadline) throw new Error("not within 20 s");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A site with an empty page and the package's files. */
async function startSite(): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = normalize(request.url ?? "/");
    if (!path.startsWith("/dist/")) return void response.setHeader("content-type", "text/html").end("<!doctype html>");
    readFile(join(dist, path.slice("/dist/".length))).then(
      (file) => response.setHeader("content-type", "text/javascript").end(file),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => server.close() };
}
