import { describe, expect, it } from "vitest";
import type { Source } from "./rollups/sources.ts";
import { coveredQuery, type EventScope, ledgerQuery, tenantQuery, warningQuery } from "./tenant-query.ts";

const scope: EventScope = {
  tenant: { orgId: "org_1", region: "eu", sees: "everything" },
  range: { from: 1_000, to: 2_000 },
  filters: [],
};

describe("tenantQuery()", () => {
  it("names the organisation and the period as parameters", () => {
    const query = tenantQuery(scope, (events) => `SELECT count() FROM ${events}`);
    expect(query.params).toEqual({ org_id: "org_1", range_from: 1_000, range_to: 2_000 });
    expect(query.text).toContain("org_id = {org_id:String}");
    expect(query.text).not.toContain("org_1");
  });

  it("cannot be made without an organisation", () => {
    const nobody = { ...scope, tenant: { ...scope.tenant, orgId: "" } };
    expect(() => tenantQuery(nobody, (events) => `SELECT 1 FROM ${events}`)).toThrow(/organisation/);
  });

  it("cannot be made without a period", () => {
    const never = { ...scope, range: { from: 5, to: 5 } };
    expect(() => tenantQuery(never, (events) => `SELECT 1 FROM ${events}`)).toThrow(/period/);
  });

  it("cannot leave the events of its scope aside", () => {
    expect(() => tenantQuery(scope, () => "SELECT * FROM events")).toThrow(/events it is given/);
  });

  it("does not let parameters of the caller name another organisation", () => {
    const query = tenantQuery(scope, (events) => `SELECT 1 FROM ${events}`, { org_id: "org_2" });
    expect(query.params["org_id"]).toBe("org_1");
  });

  it("keeps the values of filters out of the text", () => {
    const filters = [{ name: "model" as const, include: ["x' OR 1"], exclude: ["y"] }];
    const query = tenantQuery({ ...scope, filters }, (events) => `SELECT 1 FROM ${events}`);
    expect(query.text).not.toContain("OR 1");
    expect(query.params).toMatchObject({ filter_0_in: ["x' OR 1"], filter_0_out: ["y"] });
  });
});

describe("warningQuery()", () => {
  it("reads one organisation's warnings, and cannot be made without one or leave them aside", () => {
    const query = warningQuery(scope.tenant, (warnings) => `SELECT count() FROM ${warnings}`, { org_id: "org_2" });
    expect(query.params).toEqual({ org_id: "org_1" });
    expect(query.text).toContain("FROM ingestion_warnings FINAL WHERE org_id = {org_id:String}");
    const nobody = { orgId: "", region: "eu" as const };
    expect(() => warningQuery(nobody, (warnings) => `SELECT 1 FROM ${warnings}`)).toThrow(/organisation/);
    expect(() => warningQuery(scope.tenant, () => "SELECT * FROM ingestion_warnings")).toThrow(/it is given/);
  });
});

describe("coveredQuery()", () => {
  const rollup: Source = { name: "metrics", columns: ["team"], has: ["sums"] };
  const hour = { from: 0, to: 3_600_000 };
  const coverage = { raw: [], hours: [hour], days: [hour] };

  it("holds every relation to the organisation, to what may be seen, and to the filters", () => {
    const filters = [{ name: "team" as const, include: ["x' OR 1"], exclude: [] }];
    const tenant = { ...scope.tenant, sees: { teams: ["core"], userIds: [] } };
    const query = coveredQuery(
      { ...scope, tenant, filters },
      { ...coverage, raw: [{ from: 1_000, to: 2_000 }] },
      (given) =>
        [given.events(), given.rest(), given.rollup(rollup)].map((relation) => `SELECT 1 FROM ${relation}`).join(
          " UNION ALL ",
        ),
    );
    const relations = query.text.split(/FROM (?=events|metrics_|rolled_)/).slice(1);
    expect(relations).toHaveLength(6);
    for (const relation of relations) expect(relation).toContain("org_id = {org_id:String}");
    for (const relation of relations.filter((text) => !text.startsWith("rolled_"))) {
      expect(relation).toContain("team IN {seen_teams:Array(String)}");
      expect(relation).toContain("team IN {filter_0_in:Array(String)}");
    }
    expect(query.text).not.toMatch(/org_1|OR 1\b/);
    expect(query.params).toMatchObject({ org_id: "org_1", filter_0_in: ["x' OR 1"] });
  });

  it("cannot be made without an organisation or a period, and has to read what it is given", () => {
    const nobody = { ...scope, tenant: { ...scope.tenant, orgId: "" } };
    expect(() => coveredQuery(nobody, coverage, ({ rollup: of }) => of(rollup))).toThrow(/organisation/);
    expect(() => coveredQuery({ ...scope, range: { from: 5, to: 5 } }, coverage, ({ rollup: of }) => of(rollup)))
      .toThrow(/period/);
    expect(() => coveredQuery(scope, coverage, () => "SELECT * FROM metrics_hourly")).toThrow(/has to read/);
  });

  it("names the computations that count, and takes no text for their numbers", () => {
    const named = (version: string) => ({ ...coverage, versions: { hours: [{ start: 0, version }], days: [] } });
    const query = coveredQuery(scope, named("7353406305626237780"), ({ rollup: of }) => `SELECT 1 FROM ${of(rollup)}`);
    expect(query.text).toContain("[7353406305626237780]");
    expect(query.text).not.toContain("rolled_hours");
    expect(() => coveredQuery(scope, named("1) OR (1"), ({ rollup: of }) => of(rollup))).toThrow(/number/);
  });

  it("takes no time into its text that is not a whole number", () => {
    const broken = { ...coverage, hours: [{ from: Number.NaN, to: 1 }] };
    expect(() => coveredQuery(scope, broken, ({ rollup: of }) => of(rollup))).toThrow(/whole number/);
  });
});

describe("ledgerQuery()", () => {
  it("reads one organisation's ledger, and cannot be made without one", () => {
    const range = { from: 0, to: 1 };
    const query = ledgerQuery(scope.tenant, range, ({ touchedHours }) => `SELECT 1 FROM ${touchedHours}`, {
      org_id: "org_2",
    });
    expect(query.params["org_id"]).toBe("org_1");
    expect(() => ledgerQuery({ orgId: "", region: "eu" }, range, ({ rolledDays }) => rolledDays)).toThrow(
      /organisation/,
    );
    expect(() => ledgerQuery(scope.tenant, range, () => "SELECT * FROM rolled_hours")).toThrow(/has to read/);
  });
});
