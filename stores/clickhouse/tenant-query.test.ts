import { describe, expect, it } from "vitest";
import { type EventScope, tenantQuery, warningQuery } from "./tenant-query.ts";

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
