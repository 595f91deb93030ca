import { OWN_ORGANIZATION } from "../../local/seed/demo-organizations.ts";
import { askClickHouse, until } from "../helpers/stack-client.ts";
import { signIn } from "../helpers/tenant.ts";
import { expect, openSession, test } from "./journey.ts";

interface ToldEvent {
  event_type: string;
  custom_type: string;
  user_id: string;
  error_message: string;
  duration_ms: number | null;
  metadata: string;
}

test("what a visitor feels and what fails reaches our own organisation, without saying who they are", async ({ page, stack, tenant }) => {
  const own = stack.organizations.find(({ slug }) => slug === OWN_ORGANIZATION);
  const [login] = own?.logins ?? [];
  if (own === undefined || login === undefined) throw new Error("the platform has no organisation of its own");
  const mark = `broken-${crypto.randomUUID().slice(0, 8)}`;
  await openSession(page, stack, tenant);
  const reporter = page.waitForResponse((response) => response.url().includes("report-page"));
  await page.goto("/settings?part=keys");
  await reporter;
  await page.getByRole("button", { name: "New key" }).click();
  await page.evaluate(
    `dispatchEvent(new ErrorEvent("error", { error: new RangeError("${mark} for ana@example.com at http://x.example/a?user=ana") }))`,
  );
  // Timings are told when a page is left.
  await page.goto("/status");

  const told = await until(
    () =>
      askClickHouse<ToldEvent>(
        stack,
        own.region,
        "SELECT event_type, custom_type, user_id, error_message, duration_ms, toString(metadata) AS metadata FROM events FINAL" +
          " WHERE org_id = {org:String} AND session_id IN" +
          " (SELECT session_id FROM events WHERE org_id = {org:String} AND error_message LIKE {mark:String})",
        { org: own.id, mark: `${mark}%` },
      ),
    (events) => events.some(({ custom_type }) => custom_type === "web_vital"),
  );
  expect(told.find(({ event_type }) => event_type === "error")?.error_message).toBe(`${mark} for (address) at /a`);
  const vitals = told.filter(({ custom_type }) => custom_type === "web_vital");
  const names = vitals.map(({ metadata }) => (JSON.parse(metadata) as { name: string }).name);
  expect(names).toEqual(expect.arrayContaining(["TTFB", "FCP", "LCP"]));
  expect(told.every(({ user_id }) => user_id === "unknown")).toBe(true);
  expect(JSON.stringify(told)).not.toMatch(/example\.com|x\.example|Test Person/);

  await page.context().clearCookies();
  await openSession(page, stack, { signIn: () => signIn(stack, login.email, login.password) });
  await page.goto("/errors?period=1h");
  await expect(page.getByText(mark).first()).toBeVisible();
});

test("a browser that does not want to tell, tells nothing", async ({ page, stack, tenant }) => {
  await openSession(page, stack, tenant);
  await page.goto("/settings?part=privacy");
  const choice = page.getByRole("switch", { name: "Tell how the dashboard does" });
  await expect(choice).toBeChecked();
  await choice.click();
  await expect(choice).not.toBeChecked();

  const sent: string[] = [];
  page.on("request", (request) => void sent.push(new URL(request.url()).pathname));
  await page.goto("/settings?part=keys");
  await expect(page.getByRole("button", { name: "New key" })).toBeVisible();
  await page.waitForLoadState("networkidle");
  await page.goto("/status");
  await expect(page.getByText("Everything answers")).toBeVisible();
  expect(sent.filter((path) => path === "/v1/events" || path === "/telemetry.json" || path.includes("report-page")))
    .toEqual([]);
});
