import { createMiddleware } from "hono/factory";
import type { ApiTypes } from "../context.ts";
import { asGate } from "./gate.ts";

/** Lets everybody through to a route, and says why that is right. */
export function openToAll(because: string) {
  return asGate({ kind: "open", because }, createMiddleware<ApiTypes>((_c, next) => next()));
}
