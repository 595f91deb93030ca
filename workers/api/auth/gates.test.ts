import { describe, expect, it } from "vitest";
import { createApp } from "../app.ts";
import { listGuardedRoutes } from "./list-guarded-routes.ts";

const routes = listGuardedRoutes(createApp().routes);

describe("the app's routes", () => {
  it("are there", () => {
    expect(routes.map(({ method, path }) => `${method} ${path}`)).toContain("GET /v1/metrics/overview");
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route.gates] as const))(
    "%s has one gate",
    (_name, gates) => {
      expect(gates).toHaveLength(1);
    },
  );

  it("stand open for those only that cannot ask who it is", () => {
    const open = routes.filter(({ gates }) => gates[0]?.kind === "open").map(({ path }) => path);
    const known =
      /^(\/health|\/v1\/health|\/v1\/dev\/(outbox|dns)$|\/v1\/openapi\.json|\/docs|\/v1\/sign-up$|\/v1\/invitations\/registration$|\/auth\/|\/v1\/exports\/:id\/download$)/;
    expect(open.filter((path) => !known.test(path))).toEqual([]);
  });
});
