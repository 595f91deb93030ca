import type { OpenAPIHono } from "@hono/zod-openapi";
import { AppError } from "../../../contract/problem.ts";
import { openToAll } from "../auth/open-to-all.ts";
import type { ApiTypes } from "../context.ts";
import { readOutbox } from "../mail/outbox.ts";

/** `GET /v1/dev/outbox`: messages that a developer's machine keeps instead of sending them. There is none elsewhere. */
export function addOutbox(app: OpenAPIHono<ApiTypes>): void {
  app.use("/v1/dev/outbox", openToAll("It is there only where messages are kept for developers, never in production."));
  app.get("/v1/dev/outbox", (c) => {
    if (c.var.request.config.mail !== "outbox") throw new AppError("NOT_FOUND", `There is nothing at ${c.req.path}.`);
    const mails = readOutbox(c.req.query("to"));
    c.header("cache-control", "no-store");
    if (c.req.header("accept")?.includes("text/html") !== true) return c.json({ data: mails });
    return c.text(
      mails.map(({ sent_at, to, subject, text }) => `${sent_at}  ${to}\n${subject}\n\n${text}`).join(
        `\n${"-".repeat(72)}\n\n`,
      ),
    );
  });
}
