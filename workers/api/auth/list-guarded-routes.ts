import { type Gate, gateOf } from "./gate.ts";

/** A handler as the framework lists it. */
interface Registration {
  method: string;
  path: string;
  handler: object;
}

/** A route and the gates before it. */
export interface GuardedRoute {
  method: string;
  path: string;
  gates: Gate[];
}

/** Every route of the app with the gates that a request passes on its way there. */
export function listGuardedRoutes(registrations: readonly Registration[]): GuardedRoute[] {
  const routes = new Map<string, GuardedRoute>();
  for (const { method, path, handler } of registrations) {
    if (method === "ALL") continue;
    const route = routes.get(`${method} ${path}`) ?? { method, path, gates: [] };
    routes.set(`${method} ${path}`, route);
    const gate = gateOf(handler);
    if (gate !== undefined) route.gates.push(gate);
  }
  for (const { method, path, handler } of registrations) {
    const gate = method === "ALL" ? gateOf(handler) : undefined;
    if (gate === undefined) continue;
    for (const route of routes.values()) if (route.path === path) route.gates.push(gate);
  }
  return [...routes.values()];
}
