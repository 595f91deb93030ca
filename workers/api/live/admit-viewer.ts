import { createMiddleware } from "hono/factory";
import { asGate } from "../auth/gate.ts";
import { permit } from "../auth/permit.ts";
import type { ApiTypes } from "../context.ts";
import { refuseForeignOrigin } from "../http/require-own-origin.ts";
import { issueTicket } from "./issue-ticket.ts";
import { readTicket } from "./ticket.ts";

const permitted = permit("live:read");

/** Lets those through who have a ticket, or may have one, which they are given: every viewer comes to the object with one. */
export const admitViewer = asGate(
  { kind: "permission", permission: "live:read", key: true },
  createMiddleware<ApiTypes>(async (c, next) => {
    const ticket = c.req.query("ticket");
    if (ticket !== undefined) {
      c.set("ticket", readTicket(c.var.request.config, ticket));
      return await next();
    }
    await permitted(c, async () => {
      // Browsers open sockets to other sites with cookies and without asking, so this is the only guard against that.
      refuseForeignOrigin(c.req.header("origin"), c.var.request.config.trustedOrigins);
      c.set("ticket", await issueTicket(c.var.request, c.var.member, c.var.person?.session));
      await next();
    });
  }),
);
