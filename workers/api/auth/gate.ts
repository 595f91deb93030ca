import type { MiddlewareHandler } from "hono";
import type { Permission } from "../../../contract/permissions.ts";

/** Who may pass to a route. */
export type Gate =
  /** Whoever has the permission in their organisation; `key` where a program with an API key may be one of them. */
  | { kind: "permission"; permission: Permission; key: boolean }
  /** Anybody signed in, about themselves. */
  | { kind: "person" }
  /** The operators' tools. */
  | { kind: "operator" }
  /** Everybody; `because` says why nobody has to be asked. */
  | { kind: "open"; because: string };

const GATES = new WeakMap<object, Gate>();

/** Marks a middleware as the gate that it is, so that a route without one can be found. */
export function asGate<M extends MiddlewareHandler>(gate: Gate, middleware: M): M {
  GATES.set(middleware, gate);
  return middleware;
}

/** The gate that a middleware is, if it is one. */
export function gateOf(middleware: object): Gate | undefined {
  return GATES.get(middleware);
}
